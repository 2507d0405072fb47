/**
 * A server that runs for years beside others should stay small: small heaps, and of the solver only what is used. Node
 * finds its code cache by these flags too, so whatever warms it has to have them.
 */
export const SMALL_MEMORY = ['--max-semi-space-size=2', '--optimize-for-size', '--wasm-lazy-compilation'];
