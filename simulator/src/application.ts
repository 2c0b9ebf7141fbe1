/** The developer's application as registered with Amazon. Several secrets: rotation overlaps 7 days. */
export interface Application {
  applicationId: string
  clientId: string
  clientSecrets: readonly string[]
}

/** Accepted by every simulator that is not told otherwise. Shaped like the real ones, worth nothing. */
export const SIMULATED_APPLICATION: Application = {
  applicationId: 'amzn1.sp.solution.simulated-0000-4000-8000-000000000000',
  clientId: 'amzn1.application-oa2-client.simulated0000000000000000000000',
  clientSecrets: [
    'amzn1.oa2-cs.v1.simulated0000000000000000000000000000000000000000000000000000000000',
    'amzn1.oa2-cs.v1.simulated-previous-0000000000000000000000000000000000000000000000000',
  ],
}
