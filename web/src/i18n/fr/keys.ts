import type { keys as english } from '../en/keys.ts'
import type { Translation } from '../translation.ts'

export const keys: Translation<typeof english> = {
  title: 'Clés d’API',
  key: 'la clé',
  none: 'Pas encore de clé',
  noneText: 'Avec une clé, un programme appelle l’API pour ce client, et une personne ouvre ses pages.',
  begins: '{{prefix}}…',
  column: {
    name: 'Nom',
    state: 'État',
    role: 'Rôle',
    buyers: 'Acheteurs',
    expires: 'Expire',
    used: 'Dernier usage',
    actions: 'Actions',
  },
  state: { active: 'Active', expired: 'Expirée', revoked: 'Révoquée' },
  buyers: { yes: 'peut lire', no: 'non' },
  create: {
    button: 'Nouvelle clé',
    title: 'Nouvelle clé',
    done: 'La clé est créée',
    name: 'Nom',
    nameText: 'Qui ou quoi s’en sert. Le journal désigne une clé par son identifiant.',
    may: {
      tenant_reader: 'Voit les commandes et l’état de la synchronisation. Ne change rien.',
      tenant_admin: 'Peut aussi connecter Amazon, synchroniser, importer, et gérer webhooks et clés.',
    },
    lifetime: { d30: 'Dans 30 jours', d90: 'Dans 90 jours', d365: 'Dans un an', never: 'Jamais' },
    buyers: 'Peut lire qui a acheté',
    buyersText: 'Noms et adresses, là où ils sont conservés. Chaque lecture est notée dans le journal.',
    submit: 'Créer la clé',
  },
  revoke: {
    button: 'Révoquer',
    of: 'Révoquer {{name}}',
    title: 'Révoquer {{name}} ?',
    text: 'Qui s’en sert est refusé aussitôt, et les sessions ouvertes avec elle se terminent. Cela ne s’annule pas.',
    confirm: 'Révoquer',
    done: 'La clé est révoquée.',
  },
}
