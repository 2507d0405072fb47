export * from './align-prices.ts';
export * from './plausible-prices.ts';
export * from './price-spread.ts';
export * from './slot-grid.ts';
