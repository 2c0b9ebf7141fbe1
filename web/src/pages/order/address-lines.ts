/**
 * A delivery address as one writes it on a parcel, from the parts that Amazon tells.
 * Source: orders_2026-01-01.json, CustomerAddress.
 */
export function addressLines(address: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const part = (name: string): string => {
    const value = address?.[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  const town = [part('postalCode'), part('city')].filter(Boolean).join(' ')
  return [
    part('name'),
    part('companyName'),
    part('addressLine1'),
    part('addressLine2'),
    part('addressLine3'),
    part('districtOrCounty'),
    town,
    part('stateOrRegion'),
    part('countryCode'),
    part('phone'),
  ].filter(Boolean)
}
