import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as the bot sent it. */
export interface Said {
  chat_id: string;
  text: string;
  reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] };
}

/** What a bot sees of Telegram: it holds requests for updates until there are some. */
export async function startTelegram(token: string) {
  const said: Said[] = [];
  const updates: { update_id: number }[] = [];
  const waiting = new Set<() => void>();
  let nextId = 1;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const method = request.url?.split('/').at(-1) ?? '';
      const body = JSON.parse(text || '{}');
      const answer = (result: unknown) => response.end(JSON.stringify({ ok: true, result }));
      if (!request.url?.startsWith(`/bot${token}/`)) return response.writeHead(401).end();
      if (method === 'sendMessage') said.push(body);
      if (method !== 'getUpdates') return answer(true);
      const fresh = () => updates.filter(({ update_id: id }) => id >= body.offset);
      if (fresh().length > 0) return answer(fresh());
      const wake = () => {
        waiting.delete(wake);
        answer(fresh());
      };
      waiting.add(wake);
      return response;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  function tell(update: object): void {
    updates.push({ update_id: nextId++, ...update });
    for (const wake of waiting) wake();
  }

  return {
    host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    said,
    write: (chatId: number, text: string) => tell({ message: { chat: { id: chatId }, text } }),
    press: (chatId: number, data: string) =>
      tell({ callback_query: { id: 'x', data, message: { chat: { id: chatId } } } }),
    stop() {
      for (const wake of waiting) wake();
      server.closeAllConnections();
      server.close();
    },
  };
}
