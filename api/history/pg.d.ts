/** What is used of the PostgreSQL client, which comes without types. */
declare module 'pg' {
  export interface QueryResult {
    rows: Record<string, unknown>[];
  }
  export class Client {
    constructor(options: {
      connectionString: string;
      connectionTimeoutMillis?: number;
      statement_timeout?: number;
      query_timeout?: number;
      options?: string;
      application_name?: string;
    });
    connect(): Promise<void>;
    query(text: string, values?: readonly unknown[]): Promise<QueryResult>;
    on(event: 'error', listener: (error: Error) => void): void;
    end(): Promise<void>;
  }
  const pg: { Client: typeof Client };
  export default pg;
}
