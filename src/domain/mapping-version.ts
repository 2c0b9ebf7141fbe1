/**
 * The version of the mapping from Amazon's document to our columns, stored with each order. Raise it whenever
 * `src/amazon/decode-*.ts` begins to read a field or reads one differently: `ordersync replay --mapping` then finds the
 * orders that an older mapping stored. 1: until the columns of migration 0006 came. 2: with them.
 */
export const mappingVersion = 2
