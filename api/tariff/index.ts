export * from './align-prices.ts';
export * from './align-rates.ts';
export * from './plausible-emissions.ts';
export * from './plausible-prices.ts';
export * from './price-spread.ts';
export * from './slot-grid.ts';
