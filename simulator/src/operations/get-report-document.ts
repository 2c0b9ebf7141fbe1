import { refuseUnknownParameters } from '../query.ts'
import { InvalidInput } from '../reply.ts'
import { writeDocumentUrl } from '../reports/document-url.ts'
import { formatOf } from '../reports/report-format.ts'
import { readDocumentId } from '../reports/report-record.ts'
import type { Operation } from './operation.ts'

/** Asks for a URL whose answer says how it is compressed. Source: developer-docs.amazon.com/sp-api, "Reports API". */
const CONTENT_ENCODING = 'enableContentEncodingUrlHeader'

/** Source: amzn/selling-partner-api-models, reports_2021-06-30.json, getReportDocument. */
export const getReportDocument: Operation = {
  name: 'getReportDocument',
  method: 'GET',
  path: /^\/reports\/2021-06-30\/documents\/([^/]+)$/,
  pathParameter: 'reportDocumentId',
  usagePlan: { ratePerSecond: 0.0167, burst: 15 },
  handle: ({ world, signer, seller, query, now, origin, pathParameters }) => {
    refuseUnknownParameters(query, [CONTENT_ENCODING])
    const wish = query.get(CONTENT_ENCODING)
    if (wish !== null && wish !== 'true' && wish !== 'false') {
      throw new InvalidInput(`Parameter '${CONTENT_ENCODING}' must be true or false.`)
    }
    const { region, sellerId } = seller
    const reportDocumentId = pathParameters[0] ?? ''
    const record = readDocumentId(signer, region, sellerId, reportDocumentId, now.getTime())
    // Source: jlevers/selling-partner-api, issue 671.
    if (!record) throw new InvalidInput('Invalid or unsupported document ID found')
    const url = writeDocumentUrl(signer, origin, {
      sellerId,
      region,
      reportDocumentId,
      contentEncoding: wish === 'true',
      issuedAt: now.getTime(),
    })
    const { gzip } = formatOf(seller, world.seed, record)
    return {
      status: 200,
      value: { reportDocumentId, url, ...(gzip ? { compressionAlgorithm: 'GZIP' } : {}) },
    }
  },
}
