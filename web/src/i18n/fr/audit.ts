import type { audit as english } from '../en/audit.ts'
import type { Translation } from '../translation.ts'

export const audit: Translation<typeof english> = {
  title: 'Journal',
  export: 'Exporter en CSV',
  exportFailed: 'L’export n’a pas commencé',
  none: 'Aucune entrée ne correspond',
  empty: 'Rien n’est encore consigné',
  noneText: 'Les changements et refus des douze derniers mois sont conservés.',
  filter: {
    method: 'Nature',
    everyMethod: 'Toute nature',
    allowed: 'Permis ou refusé',
    either: 'Permis ou refusé',
    actor: 'Qui',
    actorPlaceholder: 'Identifiant d’une clé, voir Clés d’API',
    from: 'Du jour (UTC)',
    to: 'Au jour (UTC)',
  },
  method: {
    POST: 'Demandé (POST)',
    PUT: 'Établi (PUT)',
    PATCH: 'Modifié (PATCH)',
    DELETE: 'Supprimé (DELETE)',
    GET: 'Lu (GET)',
  },
  column: { at: 'À', actor: 'Qui', action: 'Quoi', allowed: 'Autorisation', address: 'De' },
  allowed: {
    yes: 'Permis',
    no: 'Refusé',
    yesText: 'L’appelant avait le droit de le demander. L’issue n’est pas consignée.',
  },
}
