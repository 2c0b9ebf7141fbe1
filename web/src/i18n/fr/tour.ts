import type { tour as english } from '../en/tour.ts'
import type { Translation } from '../translation.ts'

export const tour: Translation<typeof english> = {
  label: 'Visite',
  place: '{{step}} sur {{of}}',
  begin: 'Faire la visite',
  next: 'Suite',
  back: 'Retour',
  finish: 'Terminé',
  dismiss: 'Fermer la visite',
  again: 'Montrer la visite',
  welcome: {
    title: 'Bienvenue. Ce que vous voyez ici est vivant, et rien n’en est réel.',
    text: 'Un Amazon simulé, avec ses quotas, ses lenteurs et ses mauvais jours, se tient derrière ces vendeurs. Cassez ce que vous voulez.',
  },
  fleet: {
    title: 'La flotte : tout le monde d’un coup d’œil, d’abord qui a besoin de vous.',
    text: 'Chaque client dit son retard, pourquoi, et que faire. Les lignes suivent d’elles-mêmes.',
  },
  failing: {
    title: 'Des ennuis préparés pour vous.',
    text: 'Un vendeur ne reçoit d’Amazon que des erreurs. Ouvrez-le : ses exécutions montrent chaque appel échoué. Il ne retarde personne.',
  },
  orders: {
    title: 'Commandes : trouvées pendant la saisie.',
    text: 'Appuyez sur / et tapez six caractères d’un numéro, d’un SKU ou d’un suivi. L’adresse garde ce que vous regardez.',
  },
  connect: {
    title: 'Connectez un vendeur, comme le feraient les vôtres.',
    text: 'Choisissez une place de marché, acceptez chez l’Amazon simulé, et voyez arriver les premières commandes, puis l’historique.',
  },
}
