import fs from 'node:fs';
import path from 'node:path';

/** Another process works in the directory; its files would be written over. */
export class DirectoryHeld extends Error {
  override readonly name = 'DirectoryHeld';
  readonly directory: string;
  constructor(directory: string, pid: number) {
    super(`Process ${pid} works in ${directory}.`);
    this.directory = directory;
  }
}

/** Takes a directory for this process until released or ended; a holder that is gone is passed over. Throws `DirectoryHeld`. */
export function holdDirectory(directory: string): { release(): void } {
  fs.mkdirSync(directory, { recursive: true });
  const file = path.join(directory, 'held-by');
  const holder = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  if (holder > 0 && holder !== process.pid && isRunning(holder)) throw new DirectoryHeld(directory, holder);
  fs.writeFileSync(file, String(process.pid));
  return { release: () => fs.rmSync(file, { force: true }) };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
