import type { sync as english } from '../en/sync.ts'
import type { Translation } from '../translation.ts'

export const sync: Translation<typeof english> = {
  freshness: {
    current: 'À jour',
    paused: 'En pause',
    renewal_due: 'À renouveler',
    never_synced: 'Première à venir',
    late: 'En retard',
    failing: 'En échec',
    action_required: 'Action requise',
  },
  running: 'synchronisation …',
  live: { live: 'En direct', polling: 'Pas en direct : relu toutes les quelques secondes' },
  step: {
    ok: 'Tout est enregistré jusqu’au {{when}}.',
    partial:
      'Tout est enregistré jusqu’au {{when}}, sauf des commandes qui n’ont pas pu être lues : elles sont en quarantaine.',
    consentEnds:
      'L’autorisation du vendeur prend fin le {{day}} : demandez-lui de reconnecter Amazon avant cette date. Rien n’est perdu.',
    consentEnded:
      'L’autorisation du vendeur a pris fin le {{day}} : demandez-lui de reconnecter Amazon. Rien n’est perdu.',
    paused: 'En pause sur demande : rien n’est synchronisé jusqu’à la reprise.',
    firstRunning: 'La première synchronisation est en cours.',
    firstWaits: 'La première synchronisation n’a pas encore eu lieu ; elle démarre d’elle-même.',
    overdue:
      'La synchronisation prévue {{ago}} n’a pas démarré : vérifiez qu’un processus de travail tourne.',
    stale: 'Dernière réussite : {{ago}}. Voyez ses exécutions.',
    notConnected: 'Rien n’est connecté : connectez le compte Amazon du vendeur.',
  },
  backfill: {
    in_progress: 'En cours',
    paused: 'En pause',
    success: 'Complet',
    failed: 'En échec',
    cancelled: 'Annulé',
    left: 'reste {{time}}',
    lastError: 'Dernière erreur :',
    waitingFor: {
      resume: 'En attente : la connexion est en pause.',
      connect: 'En attente : le vendeur doit connecter Amazon.',
      reconnect: 'En attente : le vendeur doit reconnecter Amazon.',
    },
  },
  action: {
    sync: 'Synchroniser',
    pause: 'Mettre en pause',
    pauseMore: 'Mettre en pause …',
    resume: 'Reprendre',
    backfill: 'Récupérer l’historique',
    backfillMore: 'Récupérer l’historique …',
    reconnect: 'Reconnecter Amazon',
    connect: 'Connecter Amazon',
    disconnect: 'Déconnecter',
    disconnectMore: 'Déconnecter …',
    cancel: 'Annuler le reste',
    cancelMore: 'Annuler …',
  },
  bulk: {
    progress_one: '{{count, number}} client sur {{total, number}}',
    progress_many: '{{count, number}} de clients sur {{total, number}}',
    progress_other: '{{count, number}} clients sur {{total, number}}',
    stop: 'Arrêter',
    nothing_one: '{{count, number}} client : il n’y avait rien à faire.',
    nothing_many: '{{count, number}} de clients : il n’y avait rien à faire.',
    nothing_other: '{{count, number}} clients : il n’y avait rien à faire.',
    left_one: 'Arrêté : {{count, number}} client reste tel quel.',
    left_many: 'Arrêté : {{count, number}} de clients restent tels quels.',
    left_other: 'Arrêté : {{count, number}} clients restent tels quels.',
  },
  confirm: {
    sync: {
      title: 'Synchroniser {{name}} maintenant ?',
      text: 'Chacun interroge Amazon maintenant, dans la limite de ses quotas. Ils l’auraient été d’eux-mêmes en quelques minutes.',
    },
    pause: {
      title: 'Mettre {{name}} en pause ?',
      text: 'Ni nouvelles commandes ni changements n’arrivent jusqu’à la reprise. Rien n’est perdu : ce qui se passe entre-temps sera récupéré alors.',
    },
    backfill: {
      title: 'Récupérer l’historique de {{name}}',
      text: 'Seul ce qui manque est récupéré. Cela puise dans les quotas d’Amazon pour les rapports, à côté de la synchronisation régulière, et peut durer des heures.',
      days: 'Nombre de jours avant aujourd’hui',
      range: 'Un nombre de jours de 1 à {{most}}',
    },
    cancel: {
      title: 'Annuler cette récupération ?',
      text: 'Ce qu’elle a enregistré est conservé. Le reste n’est récupéré que si quelqu’un le redemande.',
    },
    disconnect: {
      title: 'Déconnecter {{seller}} ?',
      text: 'L’autorisation est supprimée et plus rien n’est synchronisé. Les commandes restent. Pour revenir, le vendeur doit reconnecter Amazon.',
    },
  },
  done: {
    sync_one: 'Une synchronisation a été demandée.',
    sync_many: 'Les synchronisations de {{count, number}} de clients ont été demandées.',
    sync_other: 'Les synchronisations de {{count, number}} clients ont été demandées.',
    pause_one: 'Mis en pause.',
    pause_many: '{{count, number}} de clients sont en pause.',
    pause_other: '{{count, number}} clients sont en pause.',
    resume_one: 'La synchronisation continue.',
    resume_many: '{{count, number}} de clients continuent.',
    resume_other: '{{count, number}} clients continuent.',
    backfill_one: 'Ce qui manque de l’historique est en cours de récupération.',
    backfill_many:
      'Ce qui manque de l’historique de {{count, number}} de clients est en cours de récupération.',
    backfill_other:
      'Ce qui manque de l’historique de {{count, number}} clients est en cours de récupération.',
    disconnect: 'Déconnecté. Les commandes restent.',
    cancel: 'Annulé. Ce qui a été enregistré est conservé.',
  },
  failed: {
    title: '{{tenant}} : non effectué',
    more_one: '{{count, number}} autre n’a pas pu être effectué.',
    more_many: '{{count, number}} d’autres n’ont pas pu être effectués.',
    more_other: '{{count, number}} autres n’ont pas pu être effectués.',
  },
}
