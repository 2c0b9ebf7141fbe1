import type { problem as english } from '../en/problem.ts'
import type { Translation } from '../translation.ts'

export const problem: Translation<typeof english> = {
  unreachable: 'Le serveur ne répond pas. Vérifiez votre connexion ; un nouvel essai se fait de lui-même.',
  unexpected:
    'Un problème est survenu de notre côté. Réessayez ; s’il persiste, donnez à l’opérateur le numéro de requête.',
  api: {
    invalid_request: 'Un élément de cette requête n’est pas valide.',
    invalid_cursor: 'Cette page de la liste n’existe plus. Reprenez à la première.',
    unauthenticated: 'Cette clé n’est pas valide, ou a été révoquée.',
    forbidden: 'Votre rôle ne permet pas cette action.',
    other_tenant: 'Vous ne pouvez voir que votre propre client.',
    not_found: 'Il n’y a rien à cette adresse.',
    tenant_not_found: 'Ce client n’existe pas.',
    order_not_found: 'Ce client n’a pas cette commande.',
    connection_not_found: 'Cette connexion n’existe pas.',
    not_connected: 'Rien n’est connecté : connectez d’abord le compte Amazon du vendeur.',
    already_running: 'C’est déjà en cours.',
    reauthorization_required: 'Le vendeur doit d’abord reconnecter Amazon.',
    conflict: 'Quelqu’un d’autre a modifié ceci au même moment. Regardez à nouveau.',
    too_many_requests: 'Trop de requêtes. Attendez un instant.',
    database_unavailable: 'La base de données ne répond pas. Un nouvel essai se fait de lui-même.',
    secret_store_unavailable: 'Les clés sont indisponibles. Réessayez dans un instant.',
    internal_error: 'Un problème est survenu de notre côté. Le numéro de requête mène aux détails.',
  },
  reason: {
    SUCCESS: 'Synchronisé.',
    LOCK_UNAVAILABLE: 'Une synchronisation de cette connexion est déjà en cours.',
    NOT_CONNECTED: 'Rien n’est connecté : connectez le compte Amazon du vendeur.',
    TOKEN_MISSING: 'Il n’y a pas d’autorisation : le vendeur doit connecter Amazon.',
    TOKEN_REVOKED: 'Amazon n’accepte plus l’autorisation : le vendeur doit reconnecter Amazon.',
    INVALID_DATE_FIXED:
      'La position enregistrée n’était pas une date ; elle a été réparée et la synchronisation a continué.',
    AMAZON_RATE_LIMIT: 'La limite d’Amazon est atteinte. La suite vient d’elle-même.',
    AMAZON_UNAVAILABLE: 'Amazon ne répond pas correctement. Un nouvel essai se fait de lui-même.',
    AMAZON_FORBIDDEN: 'Amazon refuse l’accès : vérifiez les rôles de l’application et le compte du vendeur.',
    APPLICATION_SECRET_REFUSED:
      'Amazon refuse les identifiants de l’application : l’opérateur doit les renouveler.',
    SECRET_STORE_UNAVAILABLE: 'Les clés sont indisponibles. Personne ne doit se reconnecter.',
    PARTIAL: 'Certaines commandes n’ont pas pu être lues et sont mises de côté.',
    UNKNOWN_ERROR:
      'La dernière exécution a échoué pour une raison inconnue. Un nouvel essai se fait de lui-même.',
  },
}
