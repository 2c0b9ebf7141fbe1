/** The tables of an earlier system as its documents describe them: quoted names, camel case, money as float. */
export const earlierSchemaSql = `
CREATE TABLE "MarketplaceConnection" (
  id text PRIMARY KEY, "tenantId" text NOT NULL, marketplace text NOT NULL DEFAULT 'AMAZON', status text NOT NULL DEFAULT 'CONNECTED',
  region text, "marketplaceId" text, "sellerId" text, "refreshToken" text, "displayName" text,
  "createdAt" timestamp(3) NOT NULL DEFAULT now(), "updatedAt" timestamp(3) NOT NULL DEFAULT now());
CREATE TABLE "MarketplaceSyncState" (
  id text PRIMARY KEY, "tenantId" text NOT NULL, marketplace text NOT NULL DEFAULT 'AMAZON', "lastUpdatedAfter" text,
  "lastPolledAt" timestamp(3), "lastSuccessAt" timestamp(3), "lastError" text,
  "initialBackfillDays" integer, "initialBackfillDoneAt" timestamp(3), "initialBackfillStatus" text);
CREATE TABLE "Order" (
  id text PRIMARY KEY, "tenantId" text NOT NULL, marketplace text NOT NULL DEFAULT 'AMAZON', "externalOrderId" text,
  "orderDate" timestamp(3), "lastUpdatedAt" timestamp(3), status text, "fulfillmentChannel" text, "marketplaceId" text, "salesChannel" text,
  "totalAmount" double precision, currency text, "buyerName" text, "buyerEmail" text, "shippingAddress" jsonb,
  "trackingNumber" text, "updatedAt" timestamp(3) NOT NULL DEFAULT now());
CREATE TABLE "OrderItem" (
  id text PRIMARY KEY, "orderId" text NOT NULL, "externalItemId" text, asin text, sku text, title text,
  quantity integer, "unitPrice" double precision, currency text);
`
