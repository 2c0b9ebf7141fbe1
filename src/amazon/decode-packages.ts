import type { OrderPackage, PackageItem } from '../domain/order.ts'
import { known, readInstant, readList, readObject, readQuantity, readText } from './wire-value.ts'

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
        shippingService: readText(wire?.shippingService),
        trackingNumber: readText(wire?.trackingNumber),
        status: readText(readObject(wire?.packageStatus)?.status),
        detailedStatus: readText(readObject(wire?.packageStatus)?.detailedStatus),
        createdAt: readInstant(wire?.createdTime),
        shippedAt: readInstant(wire?.shipTime),
        items: decodePackageItems(wire?.packageItems),
      }),
    )
  }
  return [...packages.values()]
}

function decodePackageItems(value: unknown): readonly PackageItem[] | undefined {
  return readList(value)
    ?.map(readObject)
    .flatMap((wire) => {
      const orderItemId = readText(wire?.orderItemId)
      return orderItemId === undefined ? [] : [known({ orderItemId, quantity: readQuantity(wire?.quantity) })]
    })
}
