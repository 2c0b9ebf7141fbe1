import type { problem as english } from '../en/problem.ts'
import type { Translation } from '../translation.ts'

export const problem: Translation<typeof english> = {
  unreachable: 'Le serveur ne répond pas. Vérifiez votre connexion ; un nouvel essai se fait de lui-même.',
  unexpected:
    'Un problème est survenu de notre côté. Réessayez ; s’il persiste, donnez à l’opérateur le numéro de requête.',
  api: {
    invalid_request: 'Un élément de cette requête n’est pas valide.',
    malformed_json: 'Cette requête n’a pas pu être lue. Rechargez la page.',
    invalid_cursor: 'Cette page de la liste n’existe plus. Reprenez à la première.',
    webhook_url_refused:
      'Cette adresse ne peut pas être un webhook : elle doit être en https et mener à l’internet public.',
    tenant_required: 'Choisissez d’abord un client.',
    tenant_ambiguous: 'Cette requête désigne deux clients.',
    unauthenticated: 'Cette clé n’est pas valide, ou a été révoquée.',
    not_signed_in: 'Personne n’est connecté dans ce navigateur.',
    forbidden: 'Votre rôle ne permet pas cette action.',
    buyer_forbidden: 'Votre clé ne permet pas de lire les acheteurs.',
    csrf_token_required: 'Cette page est plus ancienne que votre session. Rechargez-la.',
    cross_site_request: 'Cette requête vient de la page d’un autre site. Ouvrez Ordersync et réessayez.',
    token_not_usable: 'Votre compte est connu, mais n’a aucun droit ici. Demandez à l’opérateur.',
    other_tenant: 'Vous ne pouvez voir que votre propre client.',
    not_found: 'Il n’y a rien à cette adresse.',
    tenant_not_found: 'Ce client n’existe pas.',
    connection_not_found: 'Cette connexion n’existe pas.',
    order_not_found: 'Ce client n’a pas cette commande.',
    order_unknown: 'Amazon ne connaît pas cette commande chez ce vendeur.',
    order_unreadable:
      'Amazon a cette commande, mais elle n’a pas pu être lue. Elle est mise de côté ; prévenez l’opérateur.',
    key_not_found: 'Cette clé d’API n’existe pas.',
    quarantine_not_found: 'Rien de tel n’est mis de côté.',
    webhook_not_found: 'Ce webhook n’existe pas.',
    delivery_not_found: 'Cet envoi n’existe pas. Les anciens sont supprimés au bout d’un moment.',
    method_not_allowed: 'Cela n’est pas possible ici.',
    request_timeout: 'La requête a mis trop de temps à arriver. Réessayez.',
    not_connected: 'Rien n’est connecté : connectez d’abord le compte Amazon du vendeur.',
    run_not_found: 'Cette exécution n’existe pas. Les anciennes sont supprimées après un certain temps.',
    already_running: 'C’est déjà en cours.',
    backfill_not_running: 'Aucun historique n’est en cours de récupération.',
    backfill_not_paused: 'Aucun historique n’est en pause.',
    seller_connected_elsewhere:
      'Un autre client a connecté ce vendeur. Seul l’opérateur peut permettre les deux.',
    reauthorization_required: 'Le vendeur doit d’abord reconnecter Amazon.',
    token_refused: 'Amazon refuse ce jeton. Vérifiez qu’il a été copié en entier.',
    application_refused:
      'Amazon refuse l’application elle-même : l’opérateur doit renouveler ses identifiants.',
    consent_not_configured:
      'La connexion par consentement n’est pas configurée ici. Collez un jeton, ou demandez à l’opérateur.',
    consent_declined: 'Amazon n’a envoyé aucune autorisation. Recommencez et confirmez sur la page d’Amazon.',
    consent_expired: 'Le consentement a pris plus de 15 minutes. Recommencez.',
    webhook_not_active: 'Ce webhook est en pause ou désactivé. Reprenez-le d’abord.',
    too_many_webhooks: 'Ce client a autant de webhooks qu’il peut en avoir. Supprimez-en un d’abord.',
    changes_expired:
      'Ces changements ne sont plus conservés. Relisez les commandes, puis suivez les changements à partir de là.',
    consent_unknown: 'Ce consentement n’a pas été demandé ici. Recommencez.',
    consent_used: 'Ce consentement a déjà servi. Si le compte n’apparaît pas comme connecté, recommencez.',
    consent_other_session:
      'Ce consentement a été demandé dans un autre navigateur. Recommencez dans celui-ci.',
    consent_other_seller:
      'Un autre vendeur que celui de l’Appstore a donné son accord. Connectez-vous chez Amazon avec ce compte, ou recommencez.',
    consent_other_region:
      'Le compte utilisé vend dans une autre région. Recommencez et choisissez une de ses places de marché.',
    consent_code_refused:
      'Amazon a refusé le code du consentement : il sert une fois, pendant cinq minutes. Recommencez.',
    login_unknown: 'Cette connexion depuis l’Appstore n’est pas connue. Recommencez là-bas.',
    conflict: 'Quelqu’un d’autre a modifié ceci au même moment. Regardez à nouveau.',
    tenant_exists:
      'Un client porte déjà cet identifiant. Choisissez-le sous « Un client existant », ou un autre identifiant.',
    body_too_large: 'C’est trop pour une seule requête.',
    address_too_long: 'Cette adresse est trop longue.',
    headers_too_large: 'Cette adresse est trop longue, ou le navigateur envoie trop de cookies.',
    unsupported_media_type: 'Cette requête n’a pas pu être lue. Rechargez la page.',
    too_many_streams: 'Trop de flux sont ouverts. Fermez-en un d’abord.',
    too_many_exports: 'Trop d’exportations sont en cours. Attendez la fin de l’une d’elles.',
    too_many_requests: 'Trop de requêtes. Attendez un instant.',
    internal_error: 'Un problème est survenu de notre côté. Le numéro de requête mène aux détails.',
    amazon_unavailable: 'Amazon n’a pas donné de réponse. Réessayez dans un instant.',
    database_unavailable: 'La base de données ne répond pas. Un nouvel essai se fait de lui-même.',
    identity_provider_unavailable:
      'Le fournisseur d’identité ne répond pas. Réessayez dans un instant, ou utilisez une clé.',
    secret_store_unavailable: 'Les clés sont indisponibles. Réessayez dans un instant.',
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
