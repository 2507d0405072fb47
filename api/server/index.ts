export { ListenError, PortInUseError } from './listen.ts';
export { createServer, type Server, type ServerOptions } from './server.ts';
export { keptSessionSecret, newSessionSecret, sharedSessionSecret } from './session-secret.ts';
export { newToken } from './tokens.ts';
