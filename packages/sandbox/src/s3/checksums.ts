import crypto from 'node:crypto';
import zlib from 'node:zlib';

/** A digest that is being computed over bytes as they pass. */
export interface RunningDigest {
  update(bytes: Uint8Array): unknown;
  digest(): Buffer;
}

/**
 * The checksums that the sandbox's S3 computes and verifies; of those that S3 knows, only the XXHASH family is missing.
 * Source: "Checking object integrity in Amazon S3", S3 User Guide, read November 2026.
 */
export const ALGORITHMS = {
  CRC32: crc32,
  CRC32C: crc32c,
  CRC64NVME: crc64Nvme,
  MD5: () => crypto.createHash('md5'),
  SHA1: () => crypto.createHash('sha1'),
  SHA256: () => crypto.createHash('sha256'),
  SHA512: () => crypto.createHash('sha512'),
} satisfies Record<string, () => RunningDigest>;

export type ChecksumAlgorithm = keyof typeof ALGORITHMS;

/** A checksum as S3 keeps it with an object: `value` is base64, for composite ones with "-" and the number of parts behind it. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

export const ALGORITHM_NAMES = Object.keys(ALGORITHMS) as ChecksumAlgorithm[];

/** What S3 computes when the uploader names no algorithm. Source: same page. */
export const DEFAULT_ALGORITHM: ChecksumAlgorithm = 'CRC64NVME';

export function parseAlgorithm(name: string): ChecksumAlgorithm | undefined {
  return ALGORITHM_NAMES.find((known) => known === name.toUpperCase());
}

/** The checksum's members as SDK clients name them: `{ChecksumCRC32: "…", ChecksumType: "FULL_OBJECT"}`. */
export function checksumMembers(checksum: Checksum): Record<string, string> {
  return { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type };
}

/** Several digests and the length over one pass of the bytes. */
export interface Tally {
  update(bytes: Uint8Array): void;
  size(): number;
  digest(algorithm: ChecksumAlgorithm): Buffer;
}

export function startTally(algorithms: readonly ChecksumAlgorithm[]): Tally {
  const running = new Map<ChecksumAlgorithm, RunningDigest>(algorithms.map((name) => [name, ALGORITHMS[name]()]));
  const finished = new Map<ChecksumAlgorithm, Buffer>();
  let size = 0;
  return {
    update(bytes) {
      size += bytes.length;
      for (const digest of running.values()) digest.update(bytes);
    },
    size: () => size,
    digest(algorithm) {
      const known = finished.get(algorithm) ?? running.get(algorithm)?.digest();
      if (!known) throw new Error(`${algorithm} was not computed`);
      finished.set(algorithm, known);
      return known;
    },
  };
}

function crc32(): RunningDigest {
  let crc = 0;
  return {
    update: (bytes) => {
      crc = zlib.crc32(bytes, crc);
    },
    digest: () => bigEndian(crc),
  };
}

/** Castagnoli's polynomial, reflected. Source: RFC 3720 appendix B.4. */
const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});

function crc32c(): RunningDigest {
  let crc = 0xffffffff;
  return {
    update: (bytes) => {
      for (const byte of bytes) crc = (crc >>> 8) ^ (CRC32C_TABLE[(crc ^ byte) & 0xff] ?? 0);
    },
    digest: () => bigEndian((crc ^ 0xffffffff) >>> 0),
  };
}

/** The polynomial of NVM Express's CRC-64, reflected. Source: NVM Command Set Specification 1.0, 5.2.1.3.4. */
const CRC64NVME_POLYNOMIAL = 0x9a6c9329ac4bc9b5n;
const CRC64NVME_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let crc = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ CRC64NVME_POLYNOMIAL : crc >> 1n;
  return crc;
});
const CRC64NVME_HIGH = Uint32Array.from(CRC64NVME_TABLE, (crc) => Number(crc >> 32n));
const CRC64NVME_LOW = Uint32Array.from(CRC64NVME_TABLE, (crc) => Number(crc & 0xffffffffn));

/** Kept as two 32-bit halves: BigInt arithmetic per byte is two orders of magnitude slower. */
function crc64Nvme(): RunningDigest {
  let high = 0xffffffff;
  let low = 0xffffffff;
  return {
    update: (bytes) => {
      for (const byte of bytes) {
        const index = (low ^ byte) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ (CRC64NVME_LOW[index] ?? 0);
        high = (high >>> 8) ^ (CRC64NVME_HIGH[index] ?? 0);
      }
    },
    digest: () => Buffer.concat([bigEndian(~high >>> 0), bigEndian(~low >>> 0)]),
  };
}

function bigEndian(word: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(word);
  return bytes;
}
