/** The developer's application as registered with Amazon. Several secrets: rotation overlaps 7 days. */
export interface Application {
  applicationId: string
  clientId: string
  clientSecrets: readonly string[]
  /** Where a consent may return to; the first is used where a request names none. */
  redirectUris: readonly string[]
  /** What the Appstore opens for a seller who wants to authorise. */
  loginUri: string | null
  /** A draft can be authorised with `version=beta` only. */
  isDraft: boolean
}

/** What the developer console lets one change. */
export type ApplicationChanges = Partial<
  Pick<Application, 'clientSecrets' | 'redirectUris' | 'loginUri' | 'isDraft'>
>

/** Accepted by every simulator that is not told otherwise. Shaped like the real ones, worth nothing. */
export const SIMULATED_APPLICATION: Readonly<Application> = {
  applicationId: 'amzn1.sp.solution.simulated-0000-4000-8000-000000000000',
  clientId: 'amzn1.application-oa2-client.simulated0000000000000000000000',
  clientSecrets: [
    'amzn1.oa2-cs.v1.simulated0000000000000000000000000000000000000000000000000000000000',
    'amzn1.oa2-cs.v1.simulated-previous-0000000000000000000000000000000000000000000000000',
  ],
  redirectUris: [],
  loginUri: null,
  isDraft: false,
}
