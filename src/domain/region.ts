/** Amazon's three selling regions: separate hosts, separate consents, separate quotas. Source: SP-API Endpoints. */
export const regions = ['NA', 'EU', 'FE'] as const

export type Region = (typeof regions)[number]
