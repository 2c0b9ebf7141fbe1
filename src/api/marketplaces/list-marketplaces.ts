import { Type } from 'typebox'
import { marketplaces } from '../../domain/marketplaces.ts'
import { regions } from '../../domain/region.ts'
import type { Api } from '../context.ts'
import { strict } from '../schemas.ts'

const MarketplaceView = Type.Object({
  marketplaceId: Type.String({ examples: ['A1PA6795UKMFR9'] }),
  countryCode: Type.String({ description: 'ISO 3166-1.', examples: ['DE'] }),
  region: Type.Enum([...regions]),
  domain: Type.String({ description: "Amazon's name for the shop.", examples: ['Amazon.de'] }),
  currency: Type.String({ examples: ['EUR'] }),
  sellerCentralHost: Type.String({ description: 'Where its sellers sign in at Amazon.' }),
})

export function registerListMarketplaces(api: Api): void {
  api.get(
    '/marketplaces',
    {
      schema: {
        operationId: 'listMarketplaces',
        tags: ['Connections'],
        summary: "Amazon's marketplaces that are known here; orders may come from others too",
        querystring: strict({}),
        response: { 200: Type.Object({ marketplaces: Type.Array(MarketplaceView) }) },
      },
    },
    async () => ({
      marketplaces: marketplaces.map(({ id, ...marketplace }) => ({ marketplaceId: id, ...marketplace })),
    }),
  )
}
