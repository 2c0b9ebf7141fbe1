import type { EventKind, LifecycleEvent } from './lifecycle.ts'
import type { OrderPlan } from './order-plan.ts'

/** One deliberate change, made through the control API. */
export interface OrderEdit {
  event: LifecycleEvent
  /** JSON Merge Patch onto the document from here on. */
  patch: unknown
}

/**
 * An order that somebody put or edited by hand. What the plan had in store for it after `generatedUntil`
 * (seconds since 1970) does not happen any more: from its first edit on, an order does as it is told.
 */
export interface EditedOrder {
  plan: OrderPlan
  generatedUntil: number
  edits: OrderEdit[]
}

/** What an edited order looks like at an instant. */
export interface EditedState {
  events: readonly LifecycleEvent[]
  patches: readonly unknown[]
}

const KIND_BY_STATUS: Readonly<Record<string, EventKind>> = {
  PENDING: 'placed',
  PENDING_AVAILABILITY: 'placed',
  UNSHIPPED: 'released',
  PARTIALLY_SHIPPED: 'partly_shipped',
  SHIPPED: 'shipped',
  CANCELLED: 'cancelled',
  UNFULFILLABLE: 'unfulfillable',
}

/** The event kind that leads to a status; a status Amazon's model lacks is a mere touch. */
export function kindOfStatus(status: string): EventKind {
  return KIND_BY_STATUS[status] ?? 'touched'
}

/** Keeps edits in order of their time; edits of the same second stay in the order they were made. */
export function addEdit(edited: EditedOrder, edit: OrderEdit): void {
  const later = edited.edits.findIndex((other) => other.event.at > edit.event.at)
  edited.edits.splice(later === -1 ? edited.edits.length : later, 0, edit)
}

/** Null while the order is not visible yet. `freezeSeconds` holds back generated events only. */
export function editedState(
  { plan, edits, generatedUntil }: EditedOrder,
  nowSeconds: number,
  freezeSeconds: number,
): EditedState | null {
  const generated = plan.events.filter((event) => event.at <= Math.min(generatedUntil, freezeSeconds))
  const visibleEdits = edits.filter((edit) => edit.event.visibleAt <= nowSeconds)
  const lastVisible = generated.findLastIndex((event) => event.visibleAt <= nowSeconds)
  const lastEditAt = visibleEdits.at(-1)?.event.at ?? Number.NEGATIVE_INFINITY
  const happened = generated.filter((event, index) => index <= lastVisible || event.at < lastEditAt)
  // toSorted is stable: inside one second the edit counts last.
  const events = [...happened, ...visibleEdits.map((edit) => edit.event)].toSorted((a, b) => a.at - b.at)
  if (events.length === 0) return null
  return { events, patches: visibleEdits.map((edit) => edit.patch) }
}
