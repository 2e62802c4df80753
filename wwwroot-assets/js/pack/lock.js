// The pack's lock. The key, the parts and what each is bound to are the server's: PackFile in the Core.

const bytes = new TextEncoder();
const words = new TextDecoder();
const tagAndIv = { name: "AES-GCM", tagLength: 128 };

/** The passphrase as the key is made from it: a second space or another keyboard's é must not lock anybody out. */
export const normal = typed => typed.normalize("NFKC").replace(/\s+/gu, " ").trim();

/** Tries a passphrase on a pack; answers with a way to open and to seal its parts, or null when it is not the one. */
export async function openLock({ header, check }, passphrase) {
  const { salt, rounds } = JSON.parse(header);
  const typed = await crypto.subtle.importKey("raw", bytes.encode(normal(passphrase)), "PBKDF2", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt: fromBase64(salt), iterations: rounds }, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const bound = part => bytes.encode(part === "passphrase" ? part : `${part}\n${header}`);

  async function open(sealed, part) {
    try {
      const plain = await crypto.subtle.decrypt({ ...tagAndIv, iv: fromBase64(sealed.iv), additionalData: bound(part) }, key, fromBase64(sealed.data));
      return words.decode(plain);
    } catch {
      return null;
    }
  }

  async function seal(text, part) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ ...tagAndIv, iv, additionalData: bound(part) }, key, bytes.encode(text));
    return { iv: toBase64(iv), data: toBase64(new Uint8Array(data)) };
  }

  return await open(check, "passphrase") === null ? null : { open, seal };
}

const fromBase64 = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));

function toBase64(array) {
  let text = "";
  // all at once would be more arguments than a call may have
  for (let i = 0; i < array.length; i += 8192) text += String.fromCharCode(...array.subarray(i, i + 8192));
  return btoa(text);
}
