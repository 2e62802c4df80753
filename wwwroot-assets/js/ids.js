const letters = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A new id of 16 characters of 0-9 and a-z: about 82 bits, so that two browsers offline never choose the same. */
export function newId() {
  let id = "";
  while (id.length < 16) {
    for (const byte of crypto.getRandomValues(new Uint8Array(24))) {
      // 252 is the last multiple of 36: higher bytes would make the first letters likelier
      if (byte < 252 && id.length < 16) id += letters[byte % 36];
    }
  }
  return id;
}
