import type { OrderPackage } from '../domain/order.ts'
import { known, readInstant, readList, readObject, readText } from './wire-value.ts'

/**
 * Packages of merchant-fulfilled orders, undefined when the document has no list. One without a reference is left
 * out, one that comes twice counts as it came last. Source: orders_2026-01-01.json, OrderPackage.
 */
export function decodePackages(value: unknown): readonly OrderPackage[] | undefined {
  const wires = readList(value)
  if (wires === undefined) return undefined
  const packages = new Map<string, OrderPackage>()
  for (const wire of wires.map(readObject)) {
    const packageReferenceId = readText(wire?.packageReferenceId)
    if (packageReferenceId === undefined) continue
    packages.set(
      packageReferenceId,
      known({
        packageReferenceId,
        carrier: readText(wire?.carrier),
        trackingNumber: readText(wire?.trackingNumber),
        status: readText(readObject(wire?.packageStatus)?.status),
        shippedAt: readInstant(wire?.shipTime),
      }),
    )
  }
  return [...packages.values()]
}
