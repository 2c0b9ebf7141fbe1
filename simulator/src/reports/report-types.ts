import type { DateFamily } from '../page-select.ts'

/** The types this Amazon generates, each with the time its window is about. */
export const REPORT_TYPES = [
  'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL',
  'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL',
] as const
export type ReportType = (typeof REPORT_TYPES)[number]

export function dateFamilyOf(reportType: ReportType): DateFamily {
  return reportType.includes('BY_ORDER_DATE') ? 'created' : 'updated'
}

export function findReportType(name: string): ReportType | null {
  return REPORT_TYPES.find((known) => known === name) ?? null
}

/**
 * Types that exist but want a role, a restricted data token or an enrolment that nobody here has.
 * Source: developer-docs.amazon.com/sp-api, "Order Reports" and "FBA Reports".
 */
const FORBIDDEN_TYPES: readonly RegExp[] = [
  /^GET_XML_ALL_ORDERS_DATA_BY_(ORDER_DATE|LAST_UPDATE)_GENERAL$/,
  /^GET_FLAT_FILE_ARCHIVED_ORDERS_DATA_BY_ORDER_DATE$/,
  /^GET_AMAZON_FULFILLED_SHIPMENTS_DATA_(GENERAL|INVOICING|TAX)$/,
  /^GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING$/,
  /^GET_(FLAT_FILE_)?ORDER_REPORT_DATA_(SHIPPING|INVOICING|TAX)$/,
]

export function isForbiddenType(name: string): boolean {
  return FORBIDDEN_TYPES.some((pattern) => pattern.test(name))
}
