import type { session as english } from '../en/session.ts'
import type { Translation } from '../translation.ts'

export const session: Translation<typeof english> = {
  title: 'Connexion',
  tagline: 'Chaque commande Amazon de chaque vendeur que vous servez, dans votre propre PostgreSQL.',
  key: {
    label: 'Clé d’API',
    hint: 'Votre opérateur vous la donne ; le premier démarrage a affiché la sienne. Elle est échangée contre une session, le navigateur ne la garde pas.',
    submit: 'Se connecter',
  },
  or: 'ou',
  oidc: 'Se connecter par authentification unique',
  oidcElsewhere:
    'S’ouvre dans un nouvel onglet. Revenez ensuite à celui-ci : tout y est comme vous l’avez laissé.',
  link: {
    working: 'Connexion en cours …',
    failed: 'Ce lien de connexion ne fonctionne plus',
    failedText:
      'Un lien sert une fois et peu de temps. Collez plutôt une clé, ou redémarrez Ordersync pour obtenir un nouveau lien.',
  },
  ended: {
    title: 'Votre session est terminée',
    text: 'Reconnectez-vous avec la même clé ou le même compte et reprenez où vous étiez : rien de ce que vous avez saisi n’est perdu. Avec un autre, vous recommencez.',
  },
  signedOut: 'Vous êtes déconnecté.',
}
