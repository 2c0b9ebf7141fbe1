// Made by "npm run generate -w web" from the API's OpenAPI document. Do not edit.
export interface paths {
    "/api/v1/amazon/oauth/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where Amazon sends the browser of a seller who agreed
         * @description Goes on to the `returnTo` of the request, with `connectionId` or with `problem`, one of the codes at /docs/errors.
         */
        get: operations["completeConsent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/amazon/oauth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the Appstore sends a seller who wants to authorise: the Login URI of the application
         * @description Goes on to /connect with `login`, to be given to POST …/connections/authorize by somebody who is signed in.
         */
        get: operations["loginFromAppstore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys of a tenant; for an operator that names none, the operator's */
        get: operations["listApiKeys"];
        put?: never;
        /** Make a key; it is shown in this answer and never again */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key: neither it nor its sessions open anything any more */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{keyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a key that replaces this one; the old one opens for another while
         * @description The new key has the name, role, tenant and rights of the old one, and as many days. Its last use tells whether anybody still needs the old one.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/application": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Our standing with Amazon, and the keys behind all secrets */
        get: operations["getApplication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did, or was refused, what to which tenant, newest first; kept for twelve months
         * @description Changes are written down before they take effect, refusals when they are answered, and each time that somebody was shown who bought. An operator sees everything, an admin of a tenant what concerns that tenant.
         */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log as a file of any size: CSV, or a JSON object a line */
        get: operations["exportAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Receipts of tenants that were erased, newest first */
        get: operations["listErasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is this process alive? */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The caller must change something */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description It did not work */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            alive: true;
                            version: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/marketplaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Amazon's marketplaces that are known here; orders may come from others too */
        get: operations["listMarketplaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics for Prometheus: with the token for metrics or an operator key */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The caller must change something */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description It did not work */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description The caller did not prove who it is */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description This caller may not do that, or not for that tenant */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description Too many calls: try again after `Retry-After` seconds */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The orders of a tenant, newest first */
        get: operations["listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order, by its id or by Amazon's order number */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{orderId}/buyer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase an order's buyer for good
         * @description The order stays. No later sync brings the buyer back, also when nothing was kept yet.
         */
        delete: operations["eraseBuyer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every stored change of every order once, in order, after a cursor */
        get: operations["listOrderChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/changes/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The feed as server-sent events, as changes are stored */
        get: operations["streamOrderChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All orders that fit the filters, newest first, as one stream
         * @description csv: a line for each item, text cells that begin with = + - @ with an apostrophe before them. ndjson: a line for each order, as in the list. An export that breaks off ends with a lost connection, never with a good end.
         */
        get: operations["exportOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/import-one": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch one order from Amazon now
         * @description Asks the connections of the tenant, or one of them, for the order. 200 with the order when it is stored; 202 when it takes longer than half a minute; 404 when Amazon does not know it for this seller.
         */
        post: operations["importOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read stored documents again with the mapping of this version: a batch of orders
         * @description For orders that an older version stored; Amazon is not asked. Call it with `after` until `next` is null.
         */
        post: operations["replayOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/status-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many orders there are of each status */
        get: operations["countOrdersByStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/backfill/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up the rest of a backfill; what it stored is kept
         * @description Of every connection of the tenant unless one is named; 409 with the present status when there is none to move, and then nothing is changed.
         */
        post: operations["cancelBackfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/backfill/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop fetching history; every finished window is kept
         * @description Of every connection of the tenant unless one is named; 409 with the present status when there is none to move, and then nothing is changed.
         */
        post: operations["pauseBackfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/backfill/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a paused backfill go on from where it stopped
         * @description Of every connection of the tenant unless one is named; 409 with the present status when there is none to move, and then nothing is changed.
         */
        post: operations["resumeBackfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/backfill/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch the history of a tenant's orders
         * @description Fetches only what is missing: 365 days that are there already are not fetched again for 730. Of every live connection unless one is named. 202 it is under way, 200 it is done or nothing was missing; with `wait=true` also 409 somebody cancelled it, 502 it failed; each with the same body.
         */
        post: operations["runBackfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/backfill/run/global": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch the history of every tenant that has none
         * @description Starts what was never fetched to its end; with `days` also what is shorter. What somebody cancelled stays so. One tenant never fails the others. 202 some are under way now, 200 nothing was left to do, 503 with the same body when none of those that should have been started could be.
         */
        post: operations["runGlobalBackfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/backfill/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the history of a tenant's orders stands
         * @description With several connections, what stands outside `connections` is the shortest history, the latest end, the earliest check and the status that most asks for attention.
         */
        get: operations["getBackfillStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync one tenant now
         * @description Waits for the result unless `wait=false`. The status says whether it was a success: 200 it was, 202 it goes on, 409 somebody has to act, 429 Amazon allows no call now, 502 and 503 it failed; each with the same body.
         */
        post: operations["syncTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/run/global": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync every tenant that is due
         * @description One tenant's failure never fails the run. 503 with the same body when nothing could be attempted: Amazon refuses the application's secret, or the secret store does not answer, for everybody.
         */
        post: operations["syncAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The history of runs, newest first */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/runs/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One run, or the result of a sync that somebody asked for
         * @description With the id of a run: its row. With the `runId` that a sync was answered with: 202 while it goes on, then 200 with the same body as the sync itself, whatever its outcome.
         */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/runs/{runId}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The orders that a run created or changed, in the order in which it stored them */
        get: operations["listRunOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the sync stands: of all tenants, or of the one that is named */
        get: operations["getSyncStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/sync/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the sync stands, told as server-sent events when it changes */
        get: operations["streamSyncStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What Amazon sent and could not be read as an order, newest first */
        get: operations["listQuarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quarantine/{quarantineId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete what could not be read */
        delete: operations["deleteQuarantined"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quarantine/{quarantineId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try to read it again; an order that can be read now is stored and leaves the quarantine */
        post: operations["replayQuarantine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Can it work: does the database answer, is the schema there? */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The caller must change something */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description It did not work */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            database: "ok" | "unavailable" | "schema missing";
                            ready: boolean;
                            version: string;
                        };
                    };
                };
                /** @description Not done */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            database: "ok" | "unavailable" | "schema missing";
                            ready: boolean;
                            version: string;
                        };
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in in this browser; 401 when nobody is */
        get: operations["getSession"];
        put?: never;
        /** Sign in with an API key or a one-time sign-in token; answers a session cookie */
        post: operations["signIn"];
        /** Sign out here */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link that signs a browser in as the calling key, once, within ten minutes */
        post: operations["createSignInLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Send the browser to the identity provider to sign in */
        get: operations["signInByProvider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the identity provider sends the browser back to, with a code for a session */
        get: operations["finishSignInByProvider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End every session of the calling key or person, in every browser */
        delete: operations["signOutEverywhere"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tenants, by id */
        get: operations["listTenants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tenant */
        get: operations["getTenant"];
        /**
         * Create a tenant (201) or rename it (200)
         * @description With `If-None-Match: *` it only creates: a tenant that there is stays as it is (412).
         */
        put: operations["putTenant"];
        post?: never;
        /**
         * Erase a tenant: connections, tokens, orders, history, keys
         * @description For good. The answer is a receipt that is kept: how many rows went from which table.
         */
        delete: operations["eraseTenant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The Amazon connections of a tenant */
        get: operations["listConnections"];
        put?: never;
        /**
         * Connect a seller with a refresh token (201), or renew the token of its connection (200)
         * @description Amazon is asked about the token first, for five seconds at most: one that it refuses is not stored (409 `token_refused`), one that could not be checked is, and `verification` says so. Amazon does not say whose token it is: a wrong sellingPartnerId cannot be noticed.
         */
        post: operations["connect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/connections/{connectionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One connection */
        get: operations["getConnection"];
        put?: never;
        post?: never;
        /**
         * Disconnect: the token and buyer data are deleted, the orders stay
         * @description A run that is under way ends at its next page. Amazon is not told: the seller can withdraw the consent there, under Manage Your Apps.
         */
        delete: operations["disconnect"];
        options?: never;
        head?: never;
        /** Keep buyer data from now on, or keep none and delete what there is */
        patch: operations["changeConnection"];
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/connections/{connectionId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop syncing a connection */
        post: operations["pauseConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/connections/{connectionId}/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Amazon's quotas for the connection's selling partner, as they stand now
         * @description One token bucket per operation, shared by every connection of this selling partner. One that was never used is full, at the rate that Amazon publishes.
         */
        get: operations["listQuotas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/connections/{connectionId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a paused connection go on */
        post: operations["resumeConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/connections/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a seller's consent: where to send the browser
         * @description The address works once, for 15 minutes. Asked for with a dashboard session, only the same browser can finish it; asked for with an API key, whoever opens it connects the account that they sign in with to this tenant, so give it to nobody else. A seller that is connected already renews its authorisation this way.
         */
        post: operations["authorizeConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The webhooks of a tenant */
        get: operations["listWebhooks"];
        put?: never;
        /** Send changes to an address from now on; its secret is shown in this answer and never again */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook and how it is doing */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /** Send nothing there any more; its deliveries are deleted with it */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /** Change the address, the events or the description; what is not given stays */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/api/v1/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to a webhook, and what is still to be sent, newest first */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhookId}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a delivery again, with the same id; one that is open stays as it is */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhookId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop sending; what changes meanwhile is sent after it is resumed */
        post: operations["pauseWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhookId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send all dead deliveries of a webhook again */
        post: operations["replayWebhookDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhookId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send again what a paused or disabled webhook has missed */
        post: operations["resumeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhookId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new secret; for some hours both the new one and the one before sign */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a signed delivery without changes; a worker sends it within a second or two */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is this process alive? */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The caller must change something */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description It did not work */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            alive: true;
                            version: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics for Prometheus: with the token for metrics or an operator key */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The caller must change something */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description It did not work */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description The caller did not prove who it is */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description This caller may not do that, or not for that tenant */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description Too many calls: try again after `Retry-After` seconds */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Can it work: does the database answer, is the schema there? */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The caller must change something */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description It did not work */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            database: "ok" | "unavailable" | "schema missing";
                            ready: boolean;
                            version: string;
                        };
                    };
                };
                /** @description Not done */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            database: "ok" | "unavailable" | "schema missing";
                            ready: boolean;
                            version: string;
                        };
                        "application/problem+json": {
                            /** @description Stable: scripts may depend on it. See /docs/errors. */
                            code: string;
                            detail: string;
                            /** @description What in the request is wrong. */
                            field?: string;
                            requestId: string;
                            status: number;
                            title: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    completeConsent: {
        parameters: {
            query?: {
                selling_partner_id?: string;
                /** @description Works once, for five minutes. */
                spapi_oauth_code?: string;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The browser goes on. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    loginFromAppstore: {
        parameters: {
            query: {
                amazon_callback_uri: string;
                amazon_state: string;
                selling_partner_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The browser goes on. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        apiKeys: {
                            /** @description Whether it may be shown who bought. */
                            canReadBuyers: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            createdAt: string;
                            expiresAt: string | null;
                            keyId: string;
                            lastUsedAt: string | null;
                            name: string;
                            prefix: string | null;
                            replacesKeyId: string | null;
                            revokedAt: string | null;
                            /** @enum {unknown} */
                            role: "operator" | "tenant_admin" | "tenant_reader";
                            tenantId: string | null;
                        }[];
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description May it be shown who bought? Only operators, and callers who may themselves, say yes. */
                    canReadBuyers?: boolean;
                    /** @description Never expires unless given. */
                    expiresInDays?: number;
                    name: string;
                    /** @enum {unknown} */
                    role: "operator" | "tenant_admin" | "tenant_reader";
                    /** @example ecomlg-001 */
                    tenantId?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether it may be shown who bought. */
                        canReadBuyers: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        expiresAt: string | null;
                        /** @description Keep it: shown only here. */
                        key: string;
                        keyId: string;
                        lastUsedAt: string | null;
                        name: string;
                        prefix: string | null;
                        replacesKeyId: string | null;
                        revokedAt: string | null;
                        /** @enum {unknown} */
                        role: "operator" | "tenant_admin" | "tenant_reader";
                        tenantId: string | null;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keyId: string;
                        /** @enum {boolean} */
                        revoked: true;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How long the old key still opens: 24 unless given; 0 ends it and its sessions now. */
                    graceHours?: number;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether it may be shown who bought. */
                        canReadBuyers: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        expiresAt: string | null;
                        /** @description Keep it: shown only here. */
                        key: string;
                        keyId: string;
                        lastUsedAt: string | null;
                        name: string;
                        prefix: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        replacedKeyEndsAt: string;
                        replacesKeyId: string | null;
                        revokedAt: string | null;
                        /** @enum {unknown} */
                        role: "operator" | "tenant_admin" | "tenant_reader";
                        tenantId: string | null;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getApplication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        clientId: string;
                        /** @description Which master keys wrap how many keys. One that wraps none can be removed. */
                        masterKeys: {
                            isCurrent: boolean;
                            masterKeyId: string;
                            wrapped: number;
                        }[];
                        /** @description Secrets that Amazon sent to the application queue, newest first; never the secrets. */
                        receivedSecrets: {
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            expiresAt: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            receivedAt: string;
                        }[];
                        /** @description Amazon refuses the application now: nobody is synced. */
                        refused: boolean;
                        secretExpiresAt: string | null;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                /** @description How the action begins: `DELETE`, or `POST /api/v1/orders`. */
                action?: string;
                /** @description The id of a key, `oidc:` and a subject, or `anonymous`. */
                actor?: string;
                /** @description What `next` said on the previous page. */
                after?: string;
                allowed?: boolean;
                /** @description A day (from its start, UTC) or an instant. */
                from?: string;
                /** @description At most this many; 100 unless given. */
                limit?: number;
                /** @example ecomlg-001 */
                tenantId?: string;
                /** @description A day (to its end, UTC) or an instant. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: {
                            /** @example POST /api/v1/orders/sync/run */
                            action: string;
                            /** @description The id of a key, `oidc:` and a subject, or `anonymous`. */
                            actor: string;
                            address: string | null;
                            allowed: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            at: string;
                            code: string | null;
                            note: string | null;
                            requestId: string | null;
                            subject: string | null;
                            tenantId: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    exportAuditLog: {
        parameters: {
            query: {
                /** @description How the action begins: `DELETE`, or `POST /api/v1/orders`. */
                action?: string;
                /** @description The id of a key, `oidc:` and a subject, or `anonymous`. */
                actor?: string;
                allowed?: boolean;
                format: "csv" | "ndjson";
                /** @description A day (from its start, UTC) or an instant. */
                from?: string;
                /** @example ecomlg-001 */
                tenantId?: string;
                /** @description A day (to its end, UTC) or an instant. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listErasures: {
        parameters: {
            query?: {
                /** @description At most this many; 100 unless given. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        erasures: {
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            erasedAt: string;
                            /** @description The id of the key that asked for it. */
                            erasedBy: string;
                            /** @description How many rows went from which table. */
                            erasedRows: {
                                [key: string]: number;
                            };
                            erasureId: string;
                            /** @example ecomlg-001 */
                            tenantId: string;
                        }[];
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listMarketplaces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        marketplaces: {
                            /**
                             * @description ISO 3166-1.
                             * @example DE
                             */
                            countryCode: string;
                            /** @example EUR */
                            currency: string;
                            /**
                             * @description Amazon's name for the shop.
                             * @example Amazon.de
                             */
                            domain: string;
                            /** @example A1PA6795UKMFR9 */
                            marketplaceId: string;
                            /** @enum {unknown} */
                            region: "NA" | "EU" | "FE";
                            /** @description Where its sellers sign in at Amazon. */
                            sellerCentralHost: string;
                        }[];
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description What `next` said on the previous page. */
                after?: string;
                /** @description Placed then or later: a day (from its start, UTC) or an instant. */
                dateFrom?: string;
                /** @description Placed then or earlier: a day (to its end, UTC) or an instant. */
                dateTo?: string;
                fulfilledBy?: "MERCHANT" | "AMAZON";
                /** @description Whether a package has a tracking number. */
                hasTracking?: boolean;
                /** @description At most this many; 50 unless given. */
                limit?: number;
                marketplaceId?: string;
                /** @description At least three characters, in any case, of an order number, a tracking number, a SKU or an ASIN. */
                q?: string;
                status?: "PENDING_AVAILABILITY" | "PENDING" | "UNSHIPPED" | "PARTIALLY_SHIPPED" | "SHIPPED" | "CANCELLED" | "UNFULFILLABLE" | "UNKNOWN";
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        next: string | null;
                        orders: {
                            deliverBy?: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-21T19:00:00.000Z
                                 */
                                earliest?: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-21T19:00:00.000Z
                                 */
                                latest?: string;
                            };
                            /** @enum {unknown} */
                            detailLevel: "full" | "outline";
                            externalOrderId: string;
                            fulfilledBy?: string;
                            id: string;
                            items: {
                                asin?: string;
                                cancellation?: {
                                    cancelledBy?: string;
                                    reason?: string;
                                    requestedBy?: string;
                                    requestReason?: string;
                                };
                                condition?: {
                                    subtype?: string;
                                    type?: string;
                                };
                                orderItemId: string;
                                programs?: string[];
                                quantity?: number;
                                quantityFulfilled?: number;
                                sku?: string;
                                taxTotal?: {
                                    /**
                                     * @description An exact decimal.
                                     * @example 12.34
                                     */
                                    amount: string;
                                    /** @example EUR */
                                    currency: string;
                                };
                                title?: string;
                                total?: {
                                    /**
                                     * @description An exact decimal.
                                     * @example 12.34
                                     */
                                    amount: string;
                                    /** @example EUR */
                                    currency: string;
                                };
                                unitPrice?: {
                                    /**
                                     * @description An exact decimal.
                                     * @example 12.34
                                     */
                                    amount: string;
                                    /** @example EUR */
                                    currency: string;
                                };
                            }[];
                            /**
                             * Format: date-time
                             * @description Amazon's.
                             */
                            lastUpdatedAt: string;
                            marketplace: string;
                            marketplaceId?: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            orderDate: string;
                            /** @enum {unknown} */
                            orderStatus: "PENDING_AVAILABILITY" | "PENDING" | "UNSHIPPED" | "PARTIALLY_SHIPPED" | "SHIPPED" | "CANCELLED" | "UNFULFILLABLE" | "UNKNOWN";
                            orderStatusRaw?: string;
                            /** @description Empty when Amazon told none. */
                            packages: {
                                carrier?: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-21T19:00:00.000Z
                                 */
                                createdAt?: string;
                                detailedStatus?: string;
                                /** @description Which items are in it. */
                                items?: {
                                    orderItemId: string;
                                    quantity?: number;
                                }[];
                                packageReferenceId: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-21T19:00:00.000Z
                                 */
                                shippedAt?: string;
                                shippingService?: string;
                                status?: string;
                                trackingNumber?: string;
                                trackingUrl?: string;
                            }[];
                            /** @description Empty when Amazon told none. */
                            programs: string[];
                            /** @description The order that this one replaces or exchanges. */
                            replacedOrderId?: string;
                            salesChannel?: string;
                            sellerOrderId?: string;
                            serviceLevel?: string;
                            shipBy?: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-21T19:00:00.000Z
                                 */
                                earliest?: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-21T19:00:00.000Z
                                 */
                                latest?: string;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            syncedAt: string;
                            taxTotal?: {
                                /**
                                 * @description An exact decimal.
                                 * @example 12.34
                                 */
                                amount: string;
                                /** @example EUR */
                                currency: string;
                            };
                            /** @example ecomlg-001 */
                            tenantId: string;
                            total?: {
                                /**
                                 * @description An exact decimal.
                                 * @example 12.34
                                 */
                                amount: string;
                                /** @example EUR */
                                currency: string;
                            };
                        }[];
                        /** @description How many orders fit the filters, exactly. */
                        total: number;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: {
                /** @description Also who bought it, for a key that may read buyers. Each reading is audited. */
                include?: "buyer";
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Other numbers of the order. */
                        aliases?: unknown[];
                        /** @description Items of other orders that belong to an item. Each with its `orderItemId` and `associatedOrderItems`. */
                        associatedItems?: unknown[];
                        /** @description Replacements and exchanges. */
                        associatedOrders?: unknown[];
                        /** @description The total in its parts, as Amazon has them. */
                        breakdown?: unknown[];
                        buyer?: {
                            companyName?: string;
                            /**
                             * Format: date-time
                             * @description It is deleted then: 30 days after delivery.
                             */
                            deleteAfter?: string;
                            deliveryAddress?: {
                                [key: string]: unknown;
                            };
                            deliveryPreference?: {
                                [key: string]: unknown;
                            };
                            /** @description All that was taken out of Amazon's document, where it stood in it. */
                            document?: unknown;
                            email?: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            erasedAt?: string;
                            /** @enum {unknown} */
                            erasedBecause?: "retention" | "not_shipped" | "switched_off" | "request";
                            /** @description What the buyer wrote or chose for an item. */
                            items?: {
                                customizedUrl?: string;
                                giftMessage?: string;
                                orderItemId?: string;
                            }[];
                            /** @description Whether anything is kept. */
                            kept: boolean;
                            name?: string;
                            payments?: unknown[];
                            purchaseOrderNumber?: string;
                            taxRegistrations?: unknown[];
                        };
                        /** @description Who wished an item cancelled, who cancelled it, and why. Each with its `orderItemId` and `cancellation`. */
                        cancellations?: unknown[];
                        deliverBy?: {
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            earliest?: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            latest?: string;
                        };
                        /** @enum {unknown} */
                        detailLevel: "full" | "outline";
                        /** @description What an item cost the seller, such as points. Each with its `orderItemId` and `expense`. */
                        expenses?: unknown[];
                        externalOrderId: string;
                        fulfilledBy?: string;
                        /** @description How the order is fulfilled. */
                        fulfillment?: {
                            /** @description How an item is to be picked, packed and shipped. Each with its `orderItemId` and `fulfillment`. */
                            items?: unknown[];
                            order?: unknown;
                        };
                        /** @description Easy Ship only. */
                        fulfillmentOrders?: unknown[];
                        id: string;
                        /** @description The total of each item in its parts. Each with its `orderItemId` and `breakdowns`. */
                        itemBreakdowns?: unknown[];
                        items: {
                            asin?: string;
                            cancellation?: {
                                cancelledBy?: string;
                                reason?: string;
                                requestedBy?: string;
                                requestReason?: string;
                            };
                            condition?: {
                                subtype?: string;
                                type?: string;
                            };
                            orderItemId: string;
                            programs?: string[];
                            quantity?: number;
                            quantityFulfilled?: number;
                            sku?: string;
                            taxTotal?: {
                                /**
                                 * @description An exact decimal.
                                 * @example 12.34
                                 */
                                amount: string;
                                /** @example EUR */
                                currency: string;
                            };
                            title?: string;
                            total?: {
                                /**
                                 * @description An exact decimal.
                                 * @example 12.34
                                 */
                                amount: string;
                                /** @example EUR */
                                currency: string;
                            };
                            unitPrice?: {
                                /**
                                 * @description An exact decimal.
                                 * @example 12.34
                                 */
                                amount: string;
                                /** @example EUR */
                                currency: string;
                            };
                        }[];
                        /**
                         * Format: date-time
                         * @description Amazon's.
                         */
                        lastUpdatedAt: string;
                        marketplace: string;
                        marketplaceId?: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        orderDate: string;
                        /** @enum {unknown} */
                        orderStatus: "PENDING_AVAILABILITY" | "PENDING" | "UNSHIPPED" | "PARTIALLY_SHIPPED" | "SHIPPED" | "CANCELLED" | "UNFULFILLABLE" | "UNKNOWN";
                        orderStatusRaw?: string;
                        /** @description Empty when Amazon told none. */
                        packages: {
                            carrier?: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            createdAt?: string;
                            detailedStatus?: string;
                            /** @description Which items are in it. */
                            items?: {
                                orderItemId: string;
                                quantity?: number;
                            }[];
                            packageReferenceId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            shippedAt?: string;
                            shippingService?: string;
                            status?: string;
                            trackingNumber?: string;
                            trackingUrl?: string;
                        }[];
                        /** @description Empty when Amazon told none. */
                        programs: string[];
                        /** @description Promotions that an item was sold with. Each with its `orderItemId` and `promotions`. */
                        promotions?: unknown[];
                        /** @description Amazon's document, less everything about the buyer. */
                        raw?: unknown;
                        /** @description The order that this one replaces or exchanges. */
                        replacedOrderId?: string;
                        salesChannel?: string;
                        sellerOrderId?: string;
                        serviceLevel?: string;
                        shipBy?: {
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            earliest?: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            latest?: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        syncedAt: string;
                        /** @description Tax without registrations, which are buyer data. */
                        tax?: {
                            invoicing?: unknown;
                            /** @description Who collects the tax of an item. Each with its `orderItemId` and `tax`. */
                            items?: unknown[];
                        };
                        taxTotal?: {
                            /**
                             * @description An exact decimal.
                             * @example 12.34
                             */
                            amount: string;
                            /** @example EUR */
                            currency: string;
                        };
                        /** @example ecomlg-001 */
                        tenantId: string;
                        /** @description Real changes only, oldest first, as far back as changes are kept: the newest 1,000. */
                        timeline: {
                            /**
                             * Format: date-time
                             * @description When the change was stored here.
                             */
                            at: string;
                            /** @description `{field: [before, after]}` of all that an order shows. Items and packages are whole lists, each entry with what differs in it; null: not known before. Absent for a created order. */
                            changes?: {
                                [key: string]: unknown[];
                            };
                            /** @enum {unknown} */
                            kind: "created" | "updated";
                            /**
                             * Format: date-time
                             * @description When it happened at Amazon.
                             */
                            lastUpdatedAt: string;
                            /**
                             * @description Which of them told: the Orders API, or a report.
                             * @enum {unknown}
                             */
                            source: "api" | "report";
                        }[];
                        total?: {
                            /**
                             * @description An exact decimal.
                             * @example 12.34
                             */
                            amount: string;
                            /** @example EUR */
                            currency: string;
                        };
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    eraseBuyer: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        erasedAt: string;
                        externalOrderId: string;
                        /** @example ecomlg-001 */
                        tenantId: string;
                        /** @description Whether there was anything to erase. */
                        wasKept: boolean;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listOrderChanges: {
        parameters: {
            query?: {
                /** @description What `next` said last; `now` begins at the end. Begins at the oldest kept change unless given. */
                after?: string;
                /** @description At most this many; 100 unless given. */
                limit?: number;
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changes: {
                            /**
                             * Format: date-time
                             * @description When the change was stored here.
                             */
                            at: string;
                            /** @description `{field: [before, after]}` of all that an order shows. Items and packages are whole lists, each entry with what differs in it; null: not known before. Absent for a created order. */
                            changes?: {
                                [key: string]: unknown[];
                            };
                            externalOrderId: string;
                            /** @enum {unknown} */
                            kind: "created" | "updated";
                            /**
                             * Format: date-time
                             * @description When it happened at Amazon.
                             */
                            lastUpdatedAt: string;
                            /** @description The order as it is now, which may be newer than this change; null if it was erased since. */
                            order: {
                                deliverBy?: {
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-21T19:00:00.000Z
                                     */
                                    earliest?: string;
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-21T19:00:00.000Z
                                     */
                                    latest?: string;
                                };
                                /** @enum {unknown} */
                                detailLevel: "full" | "outline";
                                externalOrderId: string;
                                fulfilledBy?: string;
                                id: string;
                                items: {
                                    asin?: string;
                                    cancellation?: {
                                        cancelledBy?: string;
                                        reason?: string;
                                        requestedBy?: string;
                                        requestReason?: string;
                                    };
                                    condition?: {
                                        subtype?: string;
                                        type?: string;
                                    };
                                    orderItemId: string;
                                    programs?: string[];
                                    quantity?: number;
                                    quantityFulfilled?: number;
                                    sku?: string;
                                    taxTotal?: {
                                        /**
                                         * @description An exact decimal.
                                         * @example 12.34
                                         */
                                        amount: string;
                                        /** @example EUR */
                                        currency: string;
                                    };
                                    title?: string;
                                    total?: {
                                        /**
                                         * @description An exact decimal.
                                         * @example 12.34
                                         */
                                        amount: string;
                                        /** @example EUR */
                                        currency: string;
                                    };
                                    unitPrice?: {
                                        /**
                                         * @description An exact decimal.
                                         * @example 12.34
                                         */
                                        amount: string;
                                        /** @example EUR */
                                        currency: string;
                                    };
                                }[];
                                /**
                                 * Format: date-time
                                 * @description Amazon's.
                                 */
                                lastUpdatedAt: string;
                                marketplace: string;
                                marketplaceId?: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-21T19:00:00.000Z
                                 */
                                orderDate: string;
                                /** @enum {unknown} */
                                orderStatus: "PENDING_AVAILABILITY" | "PENDING" | "UNSHIPPED" | "PARTIALLY_SHIPPED" | "SHIPPED" | "CANCELLED" | "UNFULFILLABLE" | "UNKNOWN";
                                orderStatusRaw?: string;
                                /** @description Empty when Amazon told none. */
                                packages: {
                                    carrier?: string;
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-21T19:00:00.000Z
                                     */
                                    createdAt?: string;
                                    detailedStatus?: string;
                                    /** @description Which items are in it. */
                                    items?: {
                                        orderItemId: string;
                                        quantity?: number;
                                    }[];
                                    packageReferenceId: string;
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-21T19:00:00.000Z
                                     */
                                    shippedAt?: string;
                                    shippingService?: string;
                                    status?: string;
                                    trackingNumber?: string;
                                    trackingUrl?: string;
                                }[];
                                /** @description Empty when Amazon told none. */
                                programs: string[];
                                /** @description The order that this one replaces or exchanges. */
                                replacedOrderId?: string;
                                salesChannel?: string;
                                sellerOrderId?: string;
                                serviceLevel?: string;
                                shipBy?: {
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-21T19:00:00.000Z
                                     */
                                    earliest?: string;
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-21T19:00:00.000Z
                                     */
                                    latest?: string;
                                };
                                /**
                                 * Format: date-time
                                 * @example 2026-11-21T19:00:00.000Z
                                 */
                                syncedAt: string;
                                taxTotal?: {
                                    /**
                                     * @description An exact decimal.
                                     * @example 12.34
                                     */
                                    amount: string;
                                    /** @example EUR */
                                    currency: string;
                                };
                                /** @example ecomlg-001 */
                                tenantId: string;
                                total?: {
                                    /**
                                     * @description An exact decimal.
                                     * @example 12.34
                                     */
                                    amount: string;
                                    /** @example EUR */
                                    currency: string;
                                };
                            } | null;
                            /** @description Counts up by one within the tenant, in the order of commits. */
                            position: number;
                            /**
                             * @description Which of them told: the Orders API, or a report.
                             * @enum {unknown}
                             */
                            source: "api" | "report";
                        }[];
                        /** @description Whether more changes are there already. */
                        hasMore: boolean;
                        /** @description Give it as `after` to go on, now or later: it is never null. */
                        next: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    streamOrderChanges: {
        parameters: {
            query?: {
                /** @description What `next` said last; `now` begins at the end. Begins at the oldest kept change unless given. */
                after?: string;
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description text/event-stream. `event: change`, `id`: the cursor after it, `data`: as in the list of changes. `Last-Event-ID` goes before `after`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    exportOrders: {
        parameters: {
            query?: {
                /** @description Placed then or later: a day (from its start, UTC) or an instant. */
                dateFrom?: string;
                /** @description Placed then or earlier: a day (to its end, UTC) or an instant. */
                dateTo?: string;
                /** @description csv unless given. */
                format?: "csv" | "ndjson";
                fulfilledBy?: "MERCHANT" | "AMAZON";
                /** @description Whether a package has a tracking number. */
                hasTracking?: boolean;
                marketplaceId?: string;
                /** @description At least three characters, in any case, of an order number, a tracking number, a SKU or an ASIN. */
                q?: string;
                status?: "PENDING_AVAILABILITY" | "PENDING" | "UNSHIPPED" | "PARTIALLY_SHIPPED" | "SHIPPED" | "CANCELLED" | "UNFULFILLABLE" | "UNKNOWN";
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    importOrder: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
                /** @description False: answer 202 at once. True unless given. */
                wait?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    connectionId?: string;
                    /**
                     * @description Amazon's order number.
                     * @example 405-1234567-1234567
                     */
                    orderRef: string;
                    /** @example ecomlg-001 */
                    tenantId?: string;
                    /** @description False: answer 202 at once. True unless given. */
                    wait?: boolean;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliverBy?: {
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            earliest?: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            latest?: string;
                        };
                        /** @enum {unknown} */
                        detailLevel: "full" | "outline";
                        externalOrderId: string;
                        fulfilledBy?: string;
                        id: string;
                        items: {
                            asin?: string;
                            cancellation?: {
                                cancelledBy?: string;
                                reason?: string;
                                requestedBy?: string;
                                requestReason?: string;
                            };
                            condition?: {
                                subtype?: string;
                                type?: string;
                            };
                            orderItemId: string;
                            programs?: string[];
                            quantity?: number;
                            quantityFulfilled?: number;
                            sku?: string;
                            taxTotal?: {
                                /**
                                 * @description An exact decimal.
                                 * @example 12.34
                                 */
                                amount: string;
                                /** @example EUR */
                                currency: string;
                            };
                            title?: string;
                            total?: {
                                /**
                                 * @description An exact decimal.
                                 * @example 12.34
                                 */
                                amount: string;
                                /** @example EUR */
                                currency: string;
                            };
                            unitPrice?: {
                                /**
                                 * @description An exact decimal.
                                 * @example 12.34
                                 */
                                amount: string;
                                /** @example EUR */
                                currency: string;
                            };
                        }[];
                        /**
                         * Format: date-time
                         * @description Amazon's.
                         */
                        lastUpdatedAt: string;
                        marketplace: string;
                        marketplaceId?: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        orderDate: string;
                        /** @enum {unknown} */
                        orderStatus: "PENDING_AVAILABILITY" | "PENDING" | "UNSHIPPED" | "PARTIALLY_SHIPPED" | "SHIPPED" | "CANCELLED" | "UNFULFILLABLE" | "UNKNOWN";
                        orderStatusRaw?: string;
                        /**
                         * @description Whether Amazon told anything new.
                         * @enum {unknown}
                         */
                        outcome: "stored" | "unchanged";
                        /** @description Empty when Amazon told none. */
                        packages: {
                            carrier?: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            createdAt?: string;
                            detailedStatus?: string;
                            /** @description Which items are in it. */
                            items?: {
                                orderItemId: string;
                                quantity?: number;
                            }[];
                            packageReferenceId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            shippedAt?: string;
                            shippingService?: string;
                            status?: string;
                            trackingNumber?: string;
                            trackingUrl?: string;
                        }[];
                        /** @description Empty when Amazon told none. */
                        programs: string[];
                        /** @description The order that this one replaces or exchanges. */
                        replacedOrderId?: string;
                        salesChannel?: string;
                        sellerOrderId?: string;
                        serviceLevel?: string;
                        shipBy?: {
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            earliest?: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            latest?: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        syncedAt: string;
                        taxTotal?: {
                            /**
                             * @description An exact decimal.
                             * @example 12.34
                             */
                            amount: string;
                            /** @example EUR */
                            currency: string;
                        };
                        /** @example ecomlg-001 */
                        tenantId: string;
                        total?: {
                            /**
                             * @description An exact decimal.
                             * @example 12.34
                             */
                            amount: string;
                            /** @example EUR */
                            currency: string;
                        };
                    };
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        externalOrderId: string;
                        importId: string;
                        message: string;
                        /** @enum {string} */
                        status: "running";
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    replayOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    after?: string;
                    /** @description 200 unless given. */
                    limit?: number;
                    /** @example ecomlg-001 */
                    tenantId?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of these, with an entry in the feed: something that it shows came out differently. */
                        changed: number;
                        next: string | null;
                        /** @description Orders of an older mapping. */
                        read: number;
                        /** @description Of these, read again. */
                        rewritten: number;
                        /** @example ecomlg-001 */
                        tenantId: string;
                        /** @description Documents that stay as they are. */
                        unreadable: number;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    countOrdersByStatus: {
        parameters: {
            query?: {
                /** @description Placed then or later: a day (from its start, UTC) or an instant. */
                dateFrom?: string;
                /** @description Placed then or earlier: a day (to its end, UTC) or an instant. */
                dateTo?: string;
                fulfilledBy?: "MERCHANT" | "AMAZON";
                /** @description Whether a package has a tracking number. */
                hasTracking?: boolean;
                marketplaceId?: string;
                /** @description At least three characters, in any case, of an order number, a tracking number, a SKU or an ASIN. */
                q?: string;
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Exact. A status without orders is left out. */
                        counts: {
                            CANCELLED?: number;
                            PARTIALLY_SHIPPED?: number;
                            PENDING?: number;
                            PENDING_AVAILABILITY?: number;
                            SHIPPED?: number;
                            UNFULFILLABLE?: number;
                            UNKNOWN?: number;
                            UNSHIPPED?: number;
                        };
                        /** @description The sum of the counts. */
                        total: number;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    cancelBackfill: {
        parameters: {
            query?: {
                /** @description One connection; every one of the tenant unless given. */
                connectionId?: string;
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One connection; every one of the tenant unless given. */
                    connectionId?: string;
                    /** @example ecomlg-001 */
                    tenantId?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        backfillId: string | null;
                        backfills: {
                            backfillId: string | null;
                            /** @description Whether this call started or moved it. */
                            changed: boolean;
                            connectionId: string;
                            days: number;
                            /** @enum {unknown} */
                            status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        }[];
                        days: number;
                        message: string;
                        /** @enum {unknown} */
                        status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    pauseBackfill: {
        parameters: {
            query?: {
                /** @description One connection; every one of the tenant unless given. */
                connectionId?: string;
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One connection; every one of the tenant unless given. */
                    connectionId?: string;
                    /** @example ecomlg-001 */
                    tenantId?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        backfillId: string | null;
                        backfills: {
                            backfillId: string | null;
                            /** @description Whether this call started or moved it. */
                            changed: boolean;
                            connectionId: string;
                            days: number;
                            /** @enum {unknown} */
                            status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        }[];
                        days: number;
                        message: string;
                        /** @enum {unknown} */
                        status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    resumeBackfill: {
        parameters: {
            query?: {
                /** @description One connection; every one of the tenant unless given. */
                connectionId?: string;
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One connection; every one of the tenant unless given. */
                    connectionId?: string;
                    /** @example ecomlg-001 */
                    tenantId?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        backfillId: string | null;
                        backfills: {
                            backfillId: string | null;
                            /** @description Whether this call started or moved it. */
                            changed: boolean;
                            connectionId: string;
                            days: number;
                            /** @enum {unknown} */
                            status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        }[];
                        days: number;
                        message: string;
                        /** @enum {unknown} */
                        status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    runBackfill: {
        parameters: {
            query?: {
                /** @description One connection; every one of the tenant unless given. */
                connectionId?: string;
                /** @description How far back, by the time when orders were placed; 365 unless given. */
                days?: number;
                /** @example ecomlg-001 */
                tenantId?: string;
                /** @description True: answer when it is done. False unless given. */
                wait?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One connection; every one of the tenant unless given. */
                    connectionId?: string;
                    /** @description How far back, by the time when orders were placed; 365 unless given. */
                    days?: number;
                    /** @example ecomlg-001 */
                    tenantId?: string;
                    /** @description True: answer when it is done. False unless given. */
                    wait?: boolean;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        backfillId: string | null;
                        backfills: {
                            backfillId: string | null;
                            /** @description Whether this call started or moved it. */
                            changed: boolean;
                            connectionId: string;
                            days: number;
                            /** @enum {unknown} */
                            status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        }[];
                        days: number;
                        message: string;
                        /** @enum {unknown} */
                        status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        backfillId: string | null;
                        backfills: {
                            backfillId: string | null;
                            /** @description Whether this call started or moved it. */
                            changed: boolean;
                            connectionId: string;
                            days: number;
                            /** @enum {unknown} */
                            status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        }[];
                        days: number;
                        message: string;
                        /** @enum {unknown} */
                        status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        backfillId: string | null;
                        backfills: {
                            backfillId: string | null;
                            /** @description Whether this call started or moved it. */
                            changed: boolean;
                            connectionId: string;
                            days: number;
                            /** @enum {unknown} */
                            status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        }[];
                        days: number;
                        message: string;
                        /** @enum {unknown} */
                        status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not done */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        backfillId: string | null;
                        backfills: {
                            backfillId: string | null;
                            /** @description Whether this call started or moved it. */
                            changed: boolean;
                            connectionId: string;
                            days: number;
                            /** @enum {unknown} */
                            status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        }[];
                        days: number;
                        message: string;
                        /** @enum {unknown} */
                        status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    runGlobalBackfill: {
        parameters: {
            query?: {
                /** @description How far back, by the time when orders were placed; 365 unless given. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How far back, by the time when orders were placed; 365 unless given. */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        days: number;
                        /** @enum {string} */
                        mode: "global";
                        /** @description Connections that are not complete. */
                        results: {
                            connectionId: string;
                            message: string;
                            /** @enum {unknown} */
                            status: "started" | "skipped" | "failed";
                            /** @example ecomlg-001 */
                            tenantId: string;
                        }[];
                        /** @description False when one that should have been started could not be. */
                        success: boolean;
                        summary: {
                            /** @description Those whose history is there or being fetched. */
                            complete: number;
                            failed: number;
                            skipped: number;
                            started: number;
                            /** @description Live connections of all tenants. */
                            total: number;
                        };
                    };
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        days: number;
                        /** @enum {string} */
                        mode: "global";
                        /** @description Connections that are not complete. */
                        results: {
                            connectionId: string;
                            message: string;
                            /** @enum {unknown} */
                            status: "started" | "skipped" | "failed";
                            /** @example ecomlg-001 */
                            tenantId: string;
                        }[];
                        /** @description False when one that should have been started could not be. */
                        success: boolean;
                        summary: {
                            /** @description Those whose history is there or being fetched. */
                            complete: number;
                            failed: number;
                            skipped: number;
                            started: number;
                            /** @description Live connections of all tenants. */
                            total: number;
                        };
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not done */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        days: number;
                        /** @enum {string} */
                        mode: "global";
                        /** @description Connections that are not complete. */
                        results: {
                            connectionId: string;
                            message: string;
                            /** @enum {unknown} */
                            status: "started" | "skipped" | "failed";
                            /** @example ecomlg-001 */
                            tenantId: string;
                        }[];
                        /** @description False when one that should have been started could not be. */
                        success: boolean;
                        summary: {
                            /** @description Those whose history is there or being fetched. */
                            complete: number;
                            failed: number;
                            skipped: number;
                            started: number;
                            /** @description Live connections of all tenants. */
                            total: number;
                        };
                    };
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getBackfillStatus: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        backfillId: string | null;
                        connections: {
                            backfillId: string | null;
                            connectionId: string;
                            coverageCheckedAt: string | null;
                            initialBackfillDays: number | null;
                            initialBackfillDoneAt: string | null;
                            initialBackfillStatus: ("in_progress" | "paused" | "success" | "failed") | null;
                            lastError: string | null;
                            progress: {
                                estimatedSecondsLeft: number | null;
                                /** @description Orders that this backfill received, each time that one came: what was stored before counts, and what was read again. How many are stored: ordersCount and counts. */
                                ordersStored: number;
                                paused: boolean;
                                percent: number | null;
                                phase: ("search" | "windows") | null;
                                /** @description The newest backfill was begun by the engine itself, to close a gap that it had found. */
                                repair: boolean;
                                state: ("in_progress" | "paused" | "success" | "failed" | "cancelled") | null;
                                windows: {
                                    attempts: number;
                                    /** @description Rows of the report that could not be read: see GET /quarantine. */
                                    brokenRows: number;
                                    connectionId: string;
                                    error: string | null;
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-21T19:00:00.000Z
                                     */
                                    from: string;
                                    nextTryAt: string | null;
                                    /** @description 1 is the newest. */
                                    number: number;
                                    orders: number;
                                    /** @enum {unknown} */
                                    source: "report" | "search";
                                    /** @enum {unknown} */
                                    state: "planned" | "requesting" | "requested" | "done";
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-21T19:00:00.000Z
                                     */
                                    to: string;
                                }[];
                                windowsDone: number;
                                /** @description 0 until the first phase has shown what it leaves. */
                                windowsTotal: number;
                            };
                            waitingFor: ("resume" | "connect" | "reconnect") | null;
                        }[];
                        /** @description Times of which every order is stored, oldest first, with what proved it. delta: what changed has been followed since then. */
                        coverage: {
                            connectionId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            from: string;
                            /** @enum {unknown} */
                            level: "full" | "outline";
                            /** @enum {unknown} */
                            proof: "search" | "report" | "empty" | "delta";
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            to: string;
                        }[];
                        coverageCheckedAt: string | null;
                        detail: {
                            full: number;
                            /** @description Orders of a report whose items and packages are yet to come. */
                            outline: number;
                        };
                        /** @description Times that a finished backfill had fetched and that nothing proves complete any more, newest first. The engine looks once a day and fetches them again by itself. */
                        gaps: {
                            connectionId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            from: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            to: string;
                        }[];
                        initialBackfillDays: number | null;
                        initialBackfillDoneAt: string | null;
                        initialBackfillStatus: ("in_progress" | "paused" | "success" | "failed") | null;
                        lastError: string | null;
                        oldestOrderDate: string | null;
                        ordersCount: number;
                        progress: {
                            estimatedSecondsLeft: number | null;
                            /** @description Orders that this backfill received, each time that one came: what was stored before counts, and what was read again. How many are stored: ordersCount and counts. */
                            ordersStored: number;
                            paused: boolean;
                            percent: number | null;
                            phase: ("search" | "windows") | null;
                            /** @description The newest backfill was begun by the engine itself, to close a gap that it had found. */
                            repair: boolean;
                            state: ("in_progress" | "paused" | "success" | "failed" | "cancelled") | null;
                            windows: {
                                attempts: number;
                                /** @description Rows of the report that could not be read: see GET /quarantine. */
                                brokenRows: number;
                                connectionId: string;
                                error: string | null;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-21T19:00:00.000Z
                                 */
                                from: string;
                                nextTryAt: string | null;
                                /** @description 1 is the newest. */
                                number: number;
                                orders: number;
                                /** @enum {unknown} */
                                source: "report" | "search";
                                /** @enum {unknown} */
                                state: "planned" | "requesting" | "requested" | "done";
                                /**
                                 * Format: date-time
                                 * @example 2026-11-21T19:00:00.000Z
                                 */
                                to: string;
                            }[];
                            windowsDone: number;
                            /** @description 0 until the first phase has shown what it leaves. */
                            windowsTotal: number;
                        };
                        /** @example ecomlg-001 */
                        tenantId: string;
                        waitingFor: ("resume" | "connect" | "reconnect") | null;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    syncTenant: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
                /** @description False: answer 202 at once. True unless given. */
                wait?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example ecomlg-001 */
                    tenantId?: string;
                    /** @description False: answer 202 at once. True unless given. */
                    wait?: boolean;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connections: {
                            connectionId: string | null;
                            itemsProcessed: number;
                            lastUpdatedAfter: string | null;
                            message: string;
                            ordersProcessed: number;
                            /** @enum {unknown} */
                            reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                            runId: string | null;
                            /** @enum {unknown} */
                            status: "success" | "skipped" | "failed";
                        }[];
                        /** @description What to do about it; empty on success. */
                        errors: string[];
                        itemsProcessed: number;
                        lastUpdatedAfter: string | null;
                        message: string;
                        /** @enum {string} */
                        mode: "single";
                        ordersProcessed: number;
                        /** @enum {unknown} */
                        reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                        /** @description For GET /orders/sync/runs/{runId}. */
                        runId: string;
                        /** @enum {unknown} */
                        status: "success" | "skipped" | "failed";
                        /** @description Whether every connection of the tenant was synced. */
                        success: boolean;
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @enum {unknown} */
                        mode: "single" | "global";
                        progress: {
                            done: number;
                            total: number;
                        };
                        /** @description For GET /orders/sync/runs/{runId}. */
                        runId: string;
                        /** @enum {string} */
                        status: "running";
                        tenantId: string | null;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connections: {
                            connectionId: string | null;
                            itemsProcessed: number;
                            lastUpdatedAfter: string | null;
                            message: string;
                            ordersProcessed: number;
                            /** @enum {unknown} */
                            reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                            runId: string | null;
                            /** @enum {unknown} */
                            status: "success" | "skipped" | "failed";
                        }[];
                        /** @description What to do about it; empty on success. */
                        errors: string[];
                        itemsProcessed: number;
                        lastUpdatedAfter: string | null;
                        message: string;
                        /** @enum {string} */
                        mode: "single";
                        ordersProcessed: number;
                        /** @enum {unknown} */
                        reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                        /** @description For GET /orders/sync/runs/{runId}. */
                        runId: string;
                        /** @enum {unknown} */
                        status: "success" | "skipped" | "failed";
                        /** @description Whether every connection of the tenant was synced. */
                        success: boolean;
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not done */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connections: {
                            connectionId: string | null;
                            itemsProcessed: number;
                            lastUpdatedAfter: string | null;
                            message: string;
                            ordersProcessed: number;
                            /** @enum {unknown} */
                            reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                            runId: string | null;
                            /** @enum {unknown} */
                            status: "success" | "skipped" | "failed";
                        }[];
                        /** @description What to do about it; empty on success. */
                        errors: string[];
                        itemsProcessed: number;
                        lastUpdatedAfter: string | null;
                        message: string;
                        /** @enum {string} */
                        mode: "single";
                        ordersProcessed: number;
                        /** @enum {unknown} */
                        reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                        /** @description For GET /orders/sync/runs/{runId}. */
                        runId: string;
                        /** @enum {unknown} */
                        status: "success" | "skipped" | "failed";
                        /** @description Whether every connection of the tenant was synced. */
                        success: boolean;
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not done */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connections: {
                            connectionId: string | null;
                            itemsProcessed: number;
                            lastUpdatedAfter: string | null;
                            message: string;
                            ordersProcessed: number;
                            /** @enum {unknown} */
                            reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                            runId: string | null;
                            /** @enum {unknown} */
                            status: "success" | "skipped" | "failed";
                        }[];
                        /** @description What to do about it; empty on success. */
                        errors: string[];
                        itemsProcessed: number;
                        lastUpdatedAfter: string | null;
                        message: string;
                        /** @enum {string} */
                        mode: "single";
                        ordersProcessed: number;
                        /** @enum {unknown} */
                        reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                        /** @description For GET /orders/sync/runs/{runId}. */
                        runId: string;
                        /** @enum {unknown} */
                        status: "success" | "skipped" | "failed";
                        /** @description Whether every connection of the tenant was synced. */
                        success: boolean;
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not done */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connections: {
                            connectionId: string | null;
                            itemsProcessed: number;
                            lastUpdatedAfter: string | null;
                            message: string;
                            ordersProcessed: number;
                            /** @enum {unknown} */
                            reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                            runId: string | null;
                            /** @enum {unknown} */
                            status: "success" | "skipped" | "failed";
                        }[];
                        /** @description What to do about it; empty on success. */
                        errors: string[];
                        itemsProcessed: number;
                        lastUpdatedAfter: string | null;
                        message: string;
                        /** @enum {string} */
                        mode: "single";
                        ordersProcessed: number;
                        /** @enum {unknown} */
                        reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                        /** @description For GET /orders/sync/runs/{runId}. */
                        runId: string;
                        /** @enum {unknown} */
                        status: "success" | "skipped" | "failed";
                        /** @description Whether every connection of the tenant was synced. */
                        success: boolean;
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    syncAll: {
        parameters: {
            query?: {
                /** @description At most this many connections at a time. GLOBAL_SYNC_BATCH_SIZE unless given. */
                batchSize?: number;
                /** @description Between two batches. GLOBAL_SYNC_TENANT_DELAY_MS unless given. */
                delayMs?: number;
                /** @description False: answer 202 at once. True unless given. */
                wait?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description At most this many connections at a time. GLOBAL_SYNC_BATCH_SIZE unless given. */
                    batchSize?: number;
                    /** @description Between two batches. GLOBAL_SYNC_TENANT_DELAY_MS unless given. */
                    delayMs?: number;
                    /** @description False: answer 202 at once. True unless given. */
                    wait?: boolean;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        mode: "global";
                        results: {
                            /** @description Only when it was not a success. */
                            error?: string;
                            itemsProcessed: number;
                            message: string;
                            ordersProcessed: number;
                            /** @enum {unknown} */
                            reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                            runId: string | null;
                            /** @enum {unknown} */
                            status: "success" | "skipped" | "failed";
                            success: boolean;
                            /** @example ecomlg-001 */
                            tenantId: string;
                        }[];
                        /** @description For GET /orders/sync/runs/{runId}. */
                        runId: string;
                        /** @description False only when nothing could be attempted; then the HTTP status is 503. */
                        success: boolean;
                        summary: {
                            failed: number;
                            skipped: number;
                            success: number;
                            total: number;
                        };
                        /** @description Tenants that were attempted: success and failed. */
                        tenantsProcessed: number;
                        tenantsSkipped: number;
                        /** @description In milliseconds. */
                        totalDuration: number;
                    };
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @enum {unknown} */
                        mode: "single" | "global";
                        progress: {
                            done: number;
                            total: number;
                        };
                        /** @description For GET /orders/sync/runs/{runId}. */
                        runId: string;
                        /** @enum {string} */
                        status: "running";
                        tenantId: string | null;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not done */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        mode: "global";
                        results: {
                            /** @description Only when it was not a success. */
                            error?: string;
                            itemsProcessed: number;
                            message: string;
                            ordersProcessed: number;
                            /** @enum {unknown} */
                            reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                            runId: string | null;
                            /** @enum {unknown} */
                            status: "success" | "skipped" | "failed";
                            success: boolean;
                            /** @example ecomlg-001 */
                            tenantId: string;
                        }[];
                        /** @description For GET /orders/sync/runs/{runId}. */
                        runId: string;
                        /** @description False only when nothing could be attempted; then the HTTP status is 503. */
                        success: boolean;
                        summary: {
                            failed: number;
                            skipped: number;
                            success: number;
                            total: number;
                        };
                        /** @description Tenants that were attempted: success and failed. */
                        tenantsProcessed: number;
                        tenantsSkipped: number;
                        /** @description In milliseconds. */
                        totalDuration: number;
                    };
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description What `next` said on the previous page. */
                after?: string;
                lane?: "delta" | "import" | "backfill" | "detail";
                /** @description At most this many; 50 unless given. */
                limit?: number;
                status?: "success" | "skipped" | "failed" | "interrupted";
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        next: string | null;
                        runs: {
                            connectionId: string;
                            finishedAt: string | null;
                            itemsProcessed: number;
                            lane: string;
                            message: string | null;
                            ordersChanged: number;
                            ordersProcessed: number;
                            pages: number;
                            quarantined: number;
                            reasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                            runId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            startedAt: string;
                            status: ("success" | "skipped" | "failed" | "interrupted") | null;
                            /** @example ecomlg-001 */
                            tenantId: string;
                            /** @enum {unknown} */
                            trigger: "schedule" | "manual" | "global";
                            watermarkAfter: string | null;
                            watermarkBefore: string | null;
                        }[];
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The requests to Amazon, in order. Empty while it runs, and when its process ended before it was done. */
                        calls: {
                            amazonRequestId: string | null;
                            durationMs: number;
                            operation: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            sentAt: string;
                            /** @description Amazon's HTTP status; `error` when no answer came. */
                            status: number | "error";
                        }[];
                        connectionId: string;
                        finishedAt: string | null;
                        itemsProcessed: number;
                        lane: string;
                        message: string | null;
                        ordersChanged: number;
                        ordersProcessed: number;
                        pages: number;
                        quarantined: number;
                        reasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                        runId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        startedAt: string;
                        status: ("success" | "skipped" | "failed" | "interrupted") | null;
                        /** @example ecomlg-001 */
                        tenantId: string;
                        /** @enum {unknown} */
                        trigger: "schedule" | "manual" | "global";
                        watermarkAfter: string | null;
                        watermarkBefore: string | null;
                    } | {
                        connections: {
                            connectionId: string | null;
                            itemsProcessed: number;
                            lastUpdatedAfter: string | null;
                            message: string;
                            ordersProcessed: number;
                            /** @enum {unknown} */
                            reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                            runId: string | null;
                            /** @enum {unknown} */
                            status: "success" | "skipped" | "failed";
                        }[];
                        /** @description What to do about it; empty on success. */
                        errors: string[];
                        itemsProcessed: number;
                        lastUpdatedAfter: string | null;
                        message: string;
                        /** @enum {string} */
                        mode: "single";
                        ordersProcessed: number;
                        /** @enum {unknown} */
                        reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                        /** @description For GET /orders/sync/runs/{runId}. */
                        runId: string;
                        /** @enum {unknown} */
                        status: "success" | "skipped" | "failed";
                        /** @description Whether every connection of the tenant was synced. */
                        success: boolean;
                        /** @example ecomlg-001 */
                        tenantId: string;
                    } | {
                        /** @enum {string} */
                        mode: "global";
                        results: {
                            /** @description Only when it was not a success. */
                            error?: string;
                            itemsProcessed: number;
                            message: string;
                            ordersProcessed: number;
                            /** @enum {unknown} */
                            reasonCode: "SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR";
                            runId: string | null;
                            /** @enum {unknown} */
                            status: "success" | "skipped" | "failed";
                            success: boolean;
                            /** @example ecomlg-001 */
                            tenantId: string;
                        }[];
                        /** @description For GET /orders/sync/runs/{runId}. */
                        runId: string;
                        /** @description False only when nothing could be attempted; then the HTTP status is 503. */
                        success: boolean;
                        summary: {
                            failed: number;
                            skipped: number;
                            success: number;
                            total: number;
                        };
                        /** @description Tenants that were attempted: success and failed. */
                        tenantsProcessed: number;
                        tenantsSkipped: number;
                        /** @description In milliseconds. */
                        totalDuration: number;
                    };
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @enum {unknown} */
                        mode: "single" | "global";
                        progress: {
                            done: number;
                            total: number;
                        };
                        /** @description For GET /orders/sync/runs/{runId}. */
                        runId: string;
                        /** @enum {string} */
                        status: "running";
                        tenantId: string | null;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listRunOrders: {
        parameters: {
            query?: {
                /** @description What `next` said on the previous page. */
                after?: string;
                /** @description At most this many; 50 unless given. */
                limit?: number;
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        next: string | null;
                        orders: {
                            /** @description {field: [before, after]} */
                            changes?: {
                                [key: string]: unknown[];
                            };
                            externalOrderId: string;
                            /** @enum {unknown} */
                            kind: "created" | "updated";
                        }[];
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getSyncStatus: {
        parameters: {
            query?: {
                /** @description What `next` said on the previous page. */
                after?: string;
                /** @description At most this many; 1000 unless given. */
                limit?: number;
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When this was so, by the clock that every instant here is measured with.
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        at: string;
                        next: string | null;
                        /** @description Least recently successful first, never synced before all. */
                        tenants: {
                            backfill: {
                                estimatedSecondsLeft: number | null;
                                lastError: string | null;
                                /** @description Orders that this backfill received, each time that one came: what was stored before counts, and what was read again. How many are stored: ordersCount and counts. */
                                ordersStored: number;
                                percent: number | null;
                                /** @enum {unknown} */
                                status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                                waitingFor: ("resume" | "connect" | "reconnect") | null;
                            } | null;
                            /** @enum {unknown} */
                            connectionStatus: "connected" | "paused" | "token_missing" | "reauthorization_required" | "not_connected";
                            counts: {
                                items: number;
                                orders: number;
                            };
                            displayName: string;
                            hasRefreshToken: boolean;
                            health: {
                                /** @description The instant that the cause is about: the end of the consent, the last success, or when the poll was due. */
                                at: string | null;
                                /**
                                 * @description The same why, for programs that have their own words.
                                 * @enum {unknown}
                                 */
                                cause: "paused" | "stored" | "partial" | "consent_ends" | "first_waits" | "first_running" | "stale" | "overdue" | "failing" | "token_missing" | "revoked" | "not_connected";
                                /** @description Why, and what to do about it. */
                                message: string;
                                /** @description How the last run ended of the connection that this is about. */
                                reasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                                /** @enum {unknown} */
                                state: "ok" | "renewal_due" | "never_synced" | "late" | "failing" | "action_required";
                            };
                            nextDueAt: string | null;
                            quota: {
                                burst: number;
                                ratePerSecond: number;
                                /** @description Below zero: they are promised already. */
                                tokens: number;
                            } | null;
                            syncState: {
                                failuresInARow: number;
                                lastError: string | null;
                                lastPolledAt: string | null;
                                lastReasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                                lastSuccessAt: string | null;
                                lastUpdatedAfter: string | null;
                                running: boolean;
                            } | null;
                            /** @example ecomlg-001 */
                            tenantId: string;
                        }[];
                        totalTenants: number;
                    } | {
                        /**
                         * Format: date-time
                         * @description When this was so.
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        at: string;
                        backfill: {
                            estimatedSecondsLeft: number | null;
                            lastError: string | null;
                            /** @description Orders that this backfill received, each time that one came: what was stored before counts, and what was read again. How many are stored: ordersCount and counts. */
                            ordersStored: number;
                            percent: number | null;
                            /** @enum {unknown} */
                            status: "in_progress" | "paused" | "success" | "failed" | "cancelled";
                            waitingFor: ("resume" | "connect" | "reconnect") | null;
                        } | null;
                        connections: {
                            authorizationExpiresAt: string | null;
                            authorizedAt: string | null;
                            connectionId: string;
                            /** @enum {unknown} */
                            connectionStatus: "connected" | "paused" | "token_missing" | "reauthorization_required" | "not_connected";
                            hasRefreshToken: boolean;
                            health: {
                                /** @description The instant that the cause is about: the end of the consent, the last success, or when the poll was due. */
                                at: string | null;
                                /**
                                 * @description The same why, for programs that have their own words.
                                 * @enum {unknown}
                                 */
                                cause: "paused" | "stored" | "partial" | "consent_ends" | "first_waits" | "first_running" | "stale" | "overdue" | "failing" | "token_missing" | "revoked" | "not_connected";
                                /** @description Why, and what to do about it. */
                                message: string;
                                /** @description How the last run ended of the connection that this is about. */
                                reasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                                /** @enum {unknown} */
                                state: "ok" | "renewal_due" | "never_synced" | "late" | "failing" | "action_required";
                            };
                            nextDueAt: string | null;
                            /** @enum {unknown} */
                            region: "NA" | "EU" | "FE";
                            sellingPartnerId: string;
                            syncState: {
                                failuresInARow: number;
                                lastError: string | null;
                                lastPolledAt: string | null;
                                lastReasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                                lastSuccessAt: string | null;
                                lastUpdatedAfter: string | null;
                                running: boolean;
                            };
                        }[];
                        /** @enum {unknown} */
                        connectionStatus: "connected" | "paused" | "token_missing" | "reauthorization_required" | "not_connected";
                        counts: {
                            items: number;
                            orders: number;
                        };
                        displayName: string;
                        hasRefreshToken: boolean;
                        health: {
                            /** @description The instant that the cause is about: the end of the consent, the last success, or when the poll was due. */
                            at: string | null;
                            /**
                             * @description The same why, for programs that have their own words.
                             * @enum {unknown}
                             */
                            cause: "paused" | "stored" | "partial" | "consent_ends" | "first_waits" | "first_running" | "stale" | "overdue" | "failing" | "token_missing" | "revoked" | "not_connected";
                            /** @description Why, and what to do about it. */
                            message: string;
                            /** @description How the last run ended of the connection that this is about. */
                            reasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                            /** @enum {unknown} */
                            state: "ok" | "renewal_due" | "never_synced" | "late" | "failing" | "action_required";
                        };
                        /** @enum {string} */
                        marketplace: "AMAZON";
                        nextDueAt: string | null;
                        quota: {
                            burst: number;
                            ratePerSecond: number;
                            /** @description Below zero: they are promised already. */
                            tokens: number;
                        } | null;
                        syncState: {
                            failuresInARow: number;
                            lastError: string | null;
                            lastPolledAt: string | null;
                            lastReasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                            lastSuccessAt: string | null;
                            lastUpdatedAfter: string | null;
                            running: boolean;
                        } | null;
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    streamSyncStatus: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description text/event-stream. `event: tenant`, `data`: a tenant as in the list of GET /orders/sync/status. `event: gone`, `data`: `{tenantId}` of a tenant that was removed. Begins with what changed within the last five seconds and tells what changes from then on: a list read within five seconds before each time that it opens, or after it, misses nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listQuarantine: {
        parameters: {
            query?: {
                /** @description What `next` said on the previous page. */
                after?: string;
                /** @description At most this many; 50 unless given. */
                limit?: number;
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        next: string | null;
                        quarantine: {
                            connectionId: string;
                            externalOrderId: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            firstSeenAt: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            lastSeenAt: string;
                            quarantineId: string;
                            reason: string;
                            timesSeen: number;
                        }[];
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    deleteQuarantined: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                quarantineId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        deleted: true;
                        quarantineId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    replayQuarantine: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                quarantineId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        externalOrderId?: string;
                        /** @enum {unknown} */
                        outcome: "stored" | "unreadable";
                        quarantineId: string;
                        /** @description Why it still cannot be read. */
                        reason?: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        canReadBuyers: boolean;
                        /** @description Goes with every request that is not GET or HEAD as X-CSRF-Token. */
                        csrfToken: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        expiresAt: string;
                        /** @description Of the key, or of the person at the identity provider. */
                        name: string;
                        /** @enum {unknown} */
                        role: "operator" | "tenant_admin" | "tenant_reader";
                        /** @description Whether Amazon is simulated here. */
                        simulated: boolean;
                        subject: string | null;
                        tenantId: string | null;
                        version: string;
                    };
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description An API key. */
                    key?: string;
                    /** @description From a sign-in link, as the start prints it: it opens one session, once. */
                    signInToken?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        canReadBuyers: boolean;
                        /** @description Goes with every request that is not GET or HEAD as X-CSRF-Token. */
                        csrfToken: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        expiresAt: string;
                        /** @description Of the key, or of the person at the identity provider. */
                        name: string;
                        /** @enum {unknown} */
                        role: "operator" | "tenant_admin" | "tenant_reader";
                        /** @description Whether Amazon is simulated here. */
                        simulated: boolean;
                        subject: string | null;
                        tenantId: string | null;
                        version: string;
                    };
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        signedOut: true;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    createSignInLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        expiresAt: string;
                        /** @description The page that signs in with it, on this server. */
                        path: string;
                        /** @description For POST /session; shown only here. */
                        signInToken: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    signInByProvider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description To the identity provider */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    finishSignInByProvider: {
        parameters: {
            query?: {
                code?: string;
                error?: string;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description To the dashboard, or to /sign-in?problem=<code> */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    signOutEverywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sessionsEnded: number;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listTenants: {
        parameters: {
            query?: {
                /** @description What `next` said on the previous page. */
                after?: string;
                /** @description At most this many; 200 unless given. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        next: string | null;
                        tenants: {
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            createdAt: string;
                            displayName: string;
                            /** @example ecomlg-001 */
                            tenantId: string;
                        }[];
                        total: number;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example ecomlg-001 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        displayName: string;
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    putTenant: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: "*";
            };
            path: {
                /** @example ecomlg-001 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    displayName: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        displayName: string;
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        displayName: string;
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not done */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    eraseTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example ecomlg-001 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        erasedAt: string;
                        /** @description The id of the key that asked for it. */
                        erasedBy: string;
                        /** @description How many rows went from which table. */
                        erasedRows: {
                            [key: string]: number;
                        };
                        erasureId: string;
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listConnections: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example ecomlg-001 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connections: {
                            authorizationExpiresAt: string | null;
                            authorizedAt: string | null;
                            connectionId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            createdAt: string;
                            hasRefreshToken: boolean;
                            health: {
                                /** @description The instant that the cause is about: the end of the consent, the last success, or when the poll was due. */
                                at: string | null;
                                /**
                                 * @description The same why, for programs that have their own words.
                                 * @enum {unknown}
                                 */
                                cause: "paused" | "stored" | "partial" | "consent_ends" | "first_waits" | "first_running" | "stale" | "overdue" | "failing" | "token_missing" | "revoked" | "not_connected";
                                /** @description Why, and what to do about it. */
                                message: string;
                                /** @description How the last run ended of the connection that this is about. */
                                reasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                                /** @enum {unknown} */
                                state: "ok" | "renewal_due" | "never_synced" | "late" | "failing" | "action_required";
                            };
                            /** @description Whether buyer data is asked for and kept, encrypted. */
                            includeBuyerData: boolean;
                            marketplaceIds: string[];
                            /** @enum {unknown} */
                            region: "NA" | "EU" | "FE";
                            sellingPartnerId: string;
                            /** @enum {unknown} */
                            status: "connected" | "paused" | "reauthorization_required";
                            /** @example ecomlg-001 */
                            tenantId: string;
                        }[];
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    connect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example ecomlg-001 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Operator only: let two tenants connect the same selling partner. */
                    allowSharedSeller?: boolean;
                    /** @description Where another system had come to; the first run reads or repairs it. */
                    importedCursor?: string;
                    /** @description Ask for buyer data and keep it, encrypted, until 30 days after delivery. False unless given; a connection that exists keeps its wish. */
                    includeBuyerData?: boolean;
                    marketplaceIds?: string[];
                    /** @description From the authorisation of a private application. Sealed at once and never shown again. */
                    refreshToken: string;
                    /** @enum {unknown} */
                    region: "NA" | "EU" | "FE";
                    sellingPartnerId: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        authorizationExpiresAt: string | null;
                        authorizedAt: string | null;
                        connectionId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        hasRefreshToken: boolean;
                        health: {
                            /** @description The instant that the cause is about: the end of the consent, the last success, or when the poll was due. */
                            at: string | null;
                            /**
                             * @description The same why, for programs that have their own words.
                             * @enum {unknown}
                             */
                            cause: "paused" | "stored" | "partial" | "consent_ends" | "first_waits" | "first_running" | "stale" | "overdue" | "failing" | "token_missing" | "revoked" | "not_connected";
                            /** @description Why, and what to do about it. */
                            message: string;
                            /** @description How the last run ended of the connection that this is about. */
                            reasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                            /** @enum {unknown} */
                            state: "ok" | "renewal_due" | "never_synced" | "late" | "failing" | "action_required";
                        };
                        /** @description Whether buyer data is asked for and kept, encrypted. */
                        includeBuyerData: boolean;
                        marketplaceIds: string[];
                        /** @enum {unknown} */
                        region: "NA" | "EU" | "FE";
                        sellingPartnerId: string;
                        /** @enum {unknown} */
                        status: "connected" | "paused" | "reauthorization_required";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    } & {
                        verification: {
                            /** @description What it means and what to do. */
                            message: string;
                            /** @enum {unknown} */
                            reason: "accepted" | "token_refused" | "other_region" | "access_refused" | "quota_used_up" | "application_refused" | "amazon_unavailable" | "not_asked";
                            verified: boolean | null;
                        };
                    };
                };
            };
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        authorizationExpiresAt: string | null;
                        authorizedAt: string | null;
                        connectionId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        hasRefreshToken: boolean;
                        health: {
                            /** @description The instant that the cause is about: the end of the consent, the last success, or when the poll was due. */
                            at: string | null;
                            /**
                             * @description The same why, for programs that have their own words.
                             * @enum {unknown}
                             */
                            cause: "paused" | "stored" | "partial" | "consent_ends" | "first_waits" | "first_running" | "stale" | "overdue" | "failing" | "token_missing" | "revoked" | "not_connected";
                            /** @description Why, and what to do about it. */
                            message: string;
                            /** @description How the last run ended of the connection that this is about. */
                            reasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                            /** @enum {unknown} */
                            state: "ok" | "renewal_due" | "never_synced" | "late" | "failing" | "action_required";
                        };
                        /** @description Whether buyer data is asked for and kept, encrypted. */
                        includeBuyerData: boolean;
                        marketplaceIds: string[];
                        /** @enum {unknown} */
                        region: "NA" | "EU" | "FE";
                        sellingPartnerId: string;
                        /** @enum {unknown} */
                        status: "connected" | "paused" | "reauthorization_required";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    } & {
                        verification: {
                            /** @description What it means and what to do. */
                            message: string;
                            /** @enum {unknown} */
                            reason: "accepted" | "token_refused" | "other_region" | "access_refused" | "quota_used_up" | "application_refused" | "amazon_unavailable" | "not_asked";
                            verified: boolean | null;
                        };
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: string;
                /** @example ecomlg-001 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        authorizationExpiresAt: string | null;
                        authorizedAt: string | null;
                        connectionId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        hasRefreshToken: boolean;
                        health: {
                            /** @description The instant that the cause is about: the end of the consent, the last success, or when the poll was due. */
                            at: string | null;
                            /**
                             * @description The same why, for programs that have their own words.
                             * @enum {unknown}
                             */
                            cause: "paused" | "stored" | "partial" | "consent_ends" | "first_waits" | "first_running" | "stale" | "overdue" | "failing" | "token_missing" | "revoked" | "not_connected";
                            /** @description Why, and what to do about it. */
                            message: string;
                            /** @description How the last run ended of the connection that this is about. */
                            reasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                            /** @enum {unknown} */
                            state: "ok" | "renewal_due" | "never_synced" | "late" | "failing" | "action_required";
                        };
                        /** @description Whether buyer data is asked for and kept, encrypted. */
                        includeBuyerData: boolean;
                        marketplaceIds: string[];
                        /** @enum {unknown} */
                        region: "NA" | "EU" | "FE";
                        sellingPartnerId: string;
                        /** @enum {unknown} */
                        status: "connected" | "paused" | "reauthorization_required";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    disconnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: string;
                /** @example ecomlg-001 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connectionId: string;
                        /** @enum {boolean} */
                        deleted: true;
                        kept: {
                            orders: number;
                        };
                        /** @description What was forgotten and what was kept. */
                        message: string;
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    changeConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: string;
                /** @example ecomlg-001 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    includeBuyerData: boolean;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        authorizationExpiresAt: string | null;
                        authorizedAt: string | null;
                        connectionId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        hasRefreshToken: boolean;
                        health: {
                            /** @description The instant that the cause is about: the end of the consent, the last success, or when the poll was due. */
                            at: string | null;
                            /**
                             * @description The same why, for programs that have their own words.
                             * @enum {unknown}
                             */
                            cause: "paused" | "stored" | "partial" | "consent_ends" | "first_waits" | "first_running" | "stale" | "overdue" | "failing" | "token_missing" | "revoked" | "not_connected";
                            /** @description Why, and what to do about it. */
                            message: string;
                            /** @description How the last run ended of the connection that this is about. */
                            reasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                            /** @enum {unknown} */
                            state: "ok" | "renewal_due" | "never_synced" | "late" | "failing" | "action_required";
                        };
                        /** @description Whether buyer data is asked for and kept, encrypted. */
                        includeBuyerData: boolean;
                        marketplaceIds: string[];
                        /** @enum {unknown} */
                        region: "NA" | "EU" | "FE";
                        sellingPartnerId: string;
                        /** @enum {unknown} */
                        status: "connected" | "paused" | "reauthorization_required";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    pauseConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: string;
                /** @example ecomlg-001 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        authorizationExpiresAt: string | null;
                        authorizedAt: string | null;
                        connectionId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        hasRefreshToken: boolean;
                        health: {
                            /** @description The instant that the cause is about: the end of the consent, the last success, or when the poll was due. */
                            at: string | null;
                            /**
                             * @description The same why, for programs that have their own words.
                             * @enum {unknown}
                             */
                            cause: "paused" | "stored" | "partial" | "consent_ends" | "first_waits" | "first_running" | "stale" | "overdue" | "failing" | "token_missing" | "revoked" | "not_connected";
                            /** @description Why, and what to do about it. */
                            message: string;
                            /** @description How the last run ended of the connection that this is about. */
                            reasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                            /** @enum {unknown} */
                            state: "ok" | "renewal_due" | "never_synced" | "late" | "failing" | "action_required";
                        };
                        /** @description Whether buyer data is asked for and kept, encrypted. */
                        includeBuyerData: boolean;
                        marketplaceIds: string[];
                        /** @enum {unknown} */
                        region: "NA" | "EU" | "FE";
                        sellingPartnerId: string;
                        /** @enum {unknown} */
                        status: "connected" | "paused" | "reauthorization_required";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: string;
                /** @example ecomlg-001 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        at: string;
                        quotas: {
                            blockedUntil: string | null;
                            /** @description Tokens of a full bucket. */
                            burst: number;
                            /** @description Amazon's name of the operation. */
                            operation: string;
                            /** @description How fast it fills. */
                            ratePerSecond: number;
                            /** @description Calls that could be made at once now. Below zero: they are promised already. */
                            tokens: number;
                        }[];
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    resumeConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: string;
                /** @example ecomlg-001 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        authorizationExpiresAt: string | null;
                        authorizedAt: string | null;
                        connectionId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        hasRefreshToken: boolean;
                        health: {
                            /** @description The instant that the cause is about: the end of the consent, the last success, or when the poll was due. */
                            at: string | null;
                            /**
                             * @description The same why, for programs that have their own words.
                             * @enum {unknown}
                             */
                            cause: "paused" | "stored" | "partial" | "consent_ends" | "first_waits" | "first_running" | "stale" | "overdue" | "failing" | "token_missing" | "revoked" | "not_connected";
                            /** @description Why, and what to do about it. */
                            message: string;
                            /** @description How the last run ended of the connection that this is about. */
                            reasonCode: ("SUCCESS" | "LOCK_UNAVAILABLE" | "NOT_CONNECTED" | "TOKEN_MISSING" | "TOKEN_REVOKED" | "INVALID_DATE_FIXED" | "AMAZON_RATE_LIMIT" | "AMAZON_UNAVAILABLE" | "AMAZON_FORBIDDEN" | "APPLICATION_SECRET_REFUSED" | "SECRET_STORE_UNAVAILABLE" | "PARTIAL" | "UNKNOWN_ERROR") | null;
                            /** @enum {unknown} */
                            state: "ok" | "renewal_due" | "never_synced" | "late" | "failing" | "action_required";
                        };
                        /** @description Whether buyer data is asked for and kept, encrypted. */
                        includeBuyerData: boolean;
                        marketplaceIds: string[];
                        /** @enum {unknown} */
                        region: "NA" | "EU" | "FE";
                        sellingPartnerId: string;
                        /** @enum {unknown} */
                        status: "connected" | "paused" | "reauthorization_required";
                        /** @example ecomlg-001 */
                        tenantId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    authorizeConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example ecomlg-001 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Operator only: let two tenants connect the same selling partner. */
                    allowSharedSeller?: boolean;
                    /** @description From /connect?login=…, for a seller who came from the Appstore. */
                    login?: string;
                    /**
                     * @description Where the seller signs in. The consent covers every marketplace of its region.
                     * @example A1PA6795UKMFR9
                     */
                    marketplaceId: string;
                    /** @description A path of this server, such as /connect/done. */
                    returnTo?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Amazon's consent page. */
                        authorizeUrl: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        expiresAt: string;
                        /** @description Comes back with the browser; used up by that. */
                        state: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: {
                            /** @description Changes of the feed that are not in a delivery yet. */
                            changesBehind: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            createdAt: string;
                            /** @description Given up after 24 hours; they can be replayed. */
                            deliveriesDead: number;
                            /** @description To be sent, now or again. */
                            deliveriesOpen: number;
                            description: string | null;
                            disabledCode: ("fell_behind" | "failing") | null;
                            disabledReason: string | null;
                            events: ("order.created" | "order.updated" | "order.shipped" | "order.cancelled")[];
                            failingSince: string | null;
                            lastSuccessAt: string | null;
                            previousSecretUntil: string | null;
                            /**
                             * @description paused: by its tenant. disabled: given up, for `disabledReason`.
                             * @enum {unknown}
                             */
                            status: "active" | "paused" | "disabled";
                            /** @example ecomlg-001 */
                            tenantId: string;
                            url: string;
                            webhookId: string;
                        }[];
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    description?: string;
                    events?: ("order.created" | "order.updated" | "order.shipped" | "order.cancelled")[];
                    /** @example ecomlg-001 */
                    tenantId?: string;
                    /** @example https://example.com/hooks/orders */
                    url: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Changes of the feed that are not in a delivery yet. */
                        changesBehind: number;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        /** @description Given up after 24 hours; they can be replayed. */
                        deliveriesDead: number;
                        /** @description To be sent, now or again. */
                        deliveriesOpen: number;
                        description: string | null;
                        disabledCode: ("fell_behind" | "failing") | null;
                        disabledReason: string | null;
                        events: ("order.created" | "order.updated" | "order.shipped" | "order.cancelled")[];
                        failingSince: string | null;
                        lastSuccessAt: string | null;
                        previousSecretUntil: string | null;
                        /**
                         * @description Signs every delivery. Keep it: it is shown only here.
                         * @example whsec_…
                         */
                        secret: string;
                        /**
                         * @description paused: by its tenant. disabled: given up, for `disabledReason`.
                         * @enum {unknown}
                         */
                        status: "active" | "paused" | "disabled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                        url: string;
                        webhookId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Changes of the feed that are not in a delivery yet. */
                        changesBehind: number;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        /** @description Given up after 24 hours; they can be replayed. */
                        deliveriesDead: number;
                        /** @description To be sent, now or again. */
                        deliveriesOpen: number;
                        description: string | null;
                        disabledCode: ("fell_behind" | "failing") | null;
                        disabledReason: string | null;
                        events: ("order.created" | "order.updated" | "order.shipped" | "order.cancelled")[];
                        failingSince: string | null;
                        lastSuccessAt: string | null;
                        previousSecretUntil: string | null;
                        /**
                         * @description paused: by its tenant. disabled: given up, for `disabledReason`.
                         * @enum {unknown}
                         */
                        status: "active" | "paused" | "disabled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                        url: string;
                        webhookId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        deleted: true;
                        webhookId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    updateWebhook: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    description?: string;
                    events?: ("order.created" | "order.updated" | "order.shipped" | "order.cancelled")[];
                    /** @example ecomlg-001 */
                    tenantId?: string;
                    /** @example https://example.com/hooks/orders */
                    url?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Changes of the feed that are not in a delivery yet. */
                        changesBehind: number;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        /** @description Given up after 24 hours; they can be replayed. */
                        deliveriesDead: number;
                        /** @description To be sent, now or again. */
                        deliveriesOpen: number;
                        description: string | null;
                        disabledCode: ("fell_behind" | "failing") | null;
                        disabledReason: string | null;
                        events: ("order.created" | "order.updated" | "order.shipped" | "order.cancelled")[];
                        failingSince: string | null;
                        lastSuccessAt: string | null;
                        previousSecretUntil: string | null;
                        /**
                         * @description paused: by its tenant. disabled: given up, for `disabledReason`.
                         * @enum {unknown}
                         */
                        status: "active" | "paused" | "disabled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                        url: string;
                        webhookId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description What `next` said on the previous page. */
                after?: string;
                /** @description At most this many; 50 unless given. */
                limit?: number;
                state?: "open" | "delivered" | "dead";
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: {
                            attempts: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-21T19:00:00.000Z
                             */
                            createdAt: string;
                            deliveryId: string;
                            durationMs: number | null;
                            error: string | null;
                            lastAttemptAt: string | null;
                            nextAttemptAt: string | null;
                            /** @description Of the changes in it, in the feed. */
                            positions: number[];
                            responseStatus: number | null;
                            responseText: string | null;
                            /**
                             * @description open: to be sent, now or again. dead: given up after 24 hours, until it is replayed.
                             * @enum {unknown}
                             */
                            state: "open" | "delivered" | "dead";
                            test: boolean;
                            webhookId: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                deliveryId: string;
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attempts: number;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        deliveryId: string;
                        durationMs: number | null;
                        error: string | null;
                        lastAttemptAt: string | null;
                        nextAttemptAt: string | null;
                        /** @description Of the changes in it, in the feed. */
                        positions: number[];
                        responseStatus: number | null;
                        responseText: string | null;
                        /**
                         * @description open: to be sent, now or again. dead: given up after 24 hours, until it is replayed.
                         * @enum {unknown}
                         */
                        state: "open" | "delivered" | "dead";
                        test: boolean;
                        webhookId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                deliveryId: string;
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example ecomlg-001 */
                    tenantId?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attempts: number;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        deliveryId: string;
                        durationMs: number | null;
                        error: string | null;
                        lastAttemptAt: string | null;
                        nextAttemptAt: string | null;
                        /** @description Of the changes in it, in the feed. */
                        positions: number[];
                        responseStatus: number | null;
                        responseText: string | null;
                        /**
                         * @description open: to be sent, now or again. dead: given up after 24 hours, until it is replayed.
                         * @enum {unknown}
                         */
                        state: "open" | "delivered" | "dead";
                        test: boolean;
                        webhookId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    pauseWebhook: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example ecomlg-001 */
                    tenantId?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Changes of the feed that are not in a delivery yet. */
                        changesBehind: number;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        /** @description Given up after 24 hours; they can be replayed. */
                        deliveriesDead: number;
                        /** @description To be sent, now or again. */
                        deliveriesOpen: number;
                        description: string | null;
                        disabledCode: ("fell_behind" | "failing") | null;
                        disabledReason: string | null;
                        events: ("order.created" | "order.updated" | "order.shipped" | "order.cancelled")[];
                        failingSince: string | null;
                        lastSuccessAt: string | null;
                        previousSecretUntil: string | null;
                        /**
                         * @description paused: by its tenant. disabled: given up, for `disabledReason`.
                         * @enum {unknown}
                         */
                        status: "active" | "paused" | "disabled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                        url: string;
                        webhookId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    replayWebhookDeadLetters: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example ecomlg-001 */
                    tenantId?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replayed: number;
                        webhookId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    resumeWebhook: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Leave out what it missed: only changes from now on are sent. */
                    skip?: boolean;
                    /** @example ecomlg-001 */
                    tenantId?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Changes of the feed that are not in a delivery yet. */
                        changesBehind: number;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        /** @description Given up after 24 hours; they can be replayed. */
                        deliveriesDead: number;
                        /** @description To be sent, now or again. */
                        deliveriesOpen: number;
                        description: string | null;
                        disabledCode: ("fell_behind" | "failing") | null;
                        disabledReason: string | null;
                        events: ("order.created" | "order.updated" | "order.shipped" | "order.cancelled")[];
                        failingSince: string | null;
                        lastSuccessAt: string | null;
                        previousSecretUntil: string | null;
                        /**
                         * @description paused: by its tenant. disabled: given up, for `disabledReason`.
                         * @enum {unknown}
                         */
                        status: "active" | "paused" | "disabled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                        url: string;
                        webhookId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description 24 unless given; 0 when the secret leaked. */
                    overlapHours?: number;
                    /** @example ecomlg-001 */
                    tenantId?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Changes of the feed that are not in a delivery yet. */
                        changesBehind: number;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        /** @description Given up after 24 hours; they can be replayed. */
                        deliveriesDead: number;
                        /** @description To be sent, now or again. */
                        deliveriesOpen: number;
                        description: string | null;
                        disabledCode: ("fell_behind" | "failing") | null;
                        disabledReason: string | null;
                        events: ("order.created" | "order.updated" | "order.shipped" | "order.cancelled")[];
                        failingSince: string | null;
                        lastSuccessAt: string | null;
                        previousSecretUntil: string | null;
                        /**
                         * @description Signs every delivery. Keep it: it is shown only here.
                         * @example whsec_…
                         */
                        secret: string;
                        /**
                         * @description paused: by its tenant. disabled: given up, for `disabledReason`.
                         * @enum {unknown}
                         */
                        status: "active" | "paused" | "disabled";
                        /** @example ecomlg-001 */
                        tenantId: string;
                        url: string;
                        webhookId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: {
                /** @example ecomlg-001 */
                tenantId?: string;
            };
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example ecomlg-001 */
                    tenantId?: string;
                };
            };
        };
        responses: {
            /** @description The caller must change something */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It did not work */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attempts: number;
                        /**
                         * Format: date-time
                         * @example 2026-11-21T19:00:00.000Z
                         */
                        createdAt: string;
                        deliveryId: string;
                        durationMs: number | null;
                        error: string | null;
                        lastAttemptAt: string | null;
                        nextAttemptAt: string | null;
                        /** @description Of the changes in it, in the feed. */
                        positions: number[];
                        responseStatus: number | null;
                        responseText: string | null;
                        /**
                         * @description open: to be sent, now or again. dead: given up after 24 hours, until it is replayed.
                         * @enum {unknown}
                         */
                        state: "open" | "delivered" | "dead";
                        test: boolean;
                        webhookId: string;
                    };
                };
            };
            /** @description The caller did not prove who it is */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description This caller may not do that, or not for that tenant */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Too many calls: try again after `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description Stable: scripts may depend on it. See /docs/errors. */
                        code: string;
                        detail: string;
                        /** @description What in the request is wrong. */
                        field?: string;
                        requestId: string;
                        status: number;
                        title: string;
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
}
