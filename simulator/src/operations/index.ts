import { cancelReport } from './cancel-report.ts'
import { createReport } from './create-report.ts'
import { getMarketplaceParticipations } from './get-marketplace-participations.ts'
import { getOrder } from './get-order.ts'
import { getReport } from './get-report.ts'
import { getReportDocument } from './get-report-document.ts'
import { getReports } from './get-reports.ts'
import type { Operation } from './operation.ts'
import { searchOrders } from './search-orders.ts'

/** What this Amazon can do. */
export const OPERATIONS: readonly Operation[] = [
  searchOrders,
  getOrder,
  getMarketplaceParticipations,
  createReport,
  getReport,
  getReports,
  getReportDocument,
  cancelReport,
]
