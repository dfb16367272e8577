package dev.elara.web.engine;

/** The part of compiled code that is JavaScript: texts of which {@link JitBridge} makes X. */
final class JitRuntime {

  static final String CALLS =
      """
      const X = {f: 0, n: 0, at: 0, end: 0, b: 0, s: null, q: [], r: [0]};
      X.begin = (end) => {
        X.end = end;
        X.at = performance.now();
        X.f = X.n = 500;
      };
      X.over = () => {
        const now = performance.now(), took = now - X.at;
        if (now >= X.end) return true;
        X.at = now;
        if (took < 0.05) X.n = Math.min(2 * X.n, 16000);
        else if (took > 0.2) X.n = Math.max(X.n >> 1, 50);
        X.f = X.n;
        return false;
      };
      X.never = {f() { X.b = 2; return 0; }};
      X.w = (pc) => {
        if (X.b === 2) { X.b = 1; return pc; }
        return ~pc;
      };
      X.B = (m, p, l) => {
        X.b = 1;
        X.q.push({m, p, l, s: X.s});
        return 0;
      };
      X.d2i = (d) => {
        const i = d | 0;
        return i === d ? i : d !== d ? 0
          : d >= 2147483647 ? 2147483647 : d <= -2147483648 ? -2147483648 : i;
      };
      X.d2l = (d) => d !== d ? 0n
        : d >= 9223372036854775807 ? 9223372036854775807n
        : d <= -9223372036854775808 ? -9223372036854775808n : BigInt(Math.trunc(d));
      X.l2f = (v) => Math.fround(Number(v < 9007199254740992n && v > -9007199254740992n
        ? v : (v >> 11n << 11n) | ((v & 2047n) === 0n ? 0n : 2048n)));
      X.find = (c, o) => {
        const t = o[X.type];
        let m = c.all.get(t);
        if (m === undefined) {
          m = X.choose(c.i, o);
          if (t !== undefined) c.all.set(t, m);
        }
        c.t = t === undefined ? null : t;
        c.m = m;
      };
      X.is = (c, o) => {
        const t = o[X.type], r = X.isOf(o, c.c);
        if (t !== undefined) {
          if (r) c.y = t; else c.n = t;
        }
        return r;
      };
      X.fits = (c, a, o) => {
        if (!X.mayHold(a, o)) return false;
        const t = o[X.type];
        if (t !== undefined) { c.y = t; c.t = a[X.arrayType]; }
        return true;
      };
      X.callee = (number) => {
        const c = {f: null, stub: null};
        c.stub = (...all) => {
          if (X.link(number)) return c.f(...all);
          X.b = 2;
          return 0;
        };
        c.f = c.stub;
        return c;
      };
      X.nativeMethod = (number, name) => {
        const general = (...all) => {
          if ((--X.f >= 0 || !X.over()) && X.run(number, all)) return X.r[0];
          X.b = 2;
          return 0;
        };
        const special = X.natives.get(name);
        return {f: special === undefined ? general : special(general)};
      };
      """;

  /**
   * Native methods that JavaScript does at once. Each is made of the general one, which does what
   * is not the usual course.
   */
  static final String NATIVES =
      """
      const natives = X.natives = new Map();
      const both = new DataView(new ArrayBuffer(8));
      const plain = (name, f) => natives.set(name, () => f);
      for (const type of ['Math', 'StrictMath']) {
        for (const name of ['sqrt', 'floor', 'ceil']) {
          plain(`java/lang/${type}.${name}(D)D`, Math[name]);
        }
      }
      plain('java/lang/Integer.numberOfLeadingZeros(I)I', Math.clz32);
      plain('java/lang/Integer.numberOfTrailingZeros(I)I',
        (i) => i === 0 ? 32 : 31 - Math.clz32(i & -i));
      plain('java/lang/Float.intBitsToFloat(I)F', (i) => {
        both.setInt32(0, i);
        return both.getFloat32(0);
      });
      plain('java/lang/Double.longBitsToDouble(J)D', (l) => {
        both.setBigInt64(0, l);
        return both.getFloat64(0);
      });
      plain('java/lang/Double.doubleToRawLongBits(D)J', (d) => {
        both.setFloat64(0, d);
        return d !== d ? 0x7ff8000000000000n : both.getBigInt64(0);
      });
      plain('java/lang/StringUTF16.isBigEndian()Z', () => 0);
      plain('java/lang/Object.<init>()V', () => 0);
      natives.set('java/lang/StringLatin1.equals([B[B)Z', (general) => (a, b) => {
        if (a === null || b === null) return general(a, b);
        const x = a[X.data], y = b[X.data];
        if (x.length !== y.length) return 0;
        for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return 0;
        return 1;
      });
      natives.set('java/lang/StringLatin1.hashCode([B)I', (general) => (a) => {
        if (a === null) return general(a);
        const x = a[X.data];
        let hash = 0;
        for (let i = 0; i < x.length; i++) hash = (Math.imul(31, hash) + (x[i] & 255)) | 0;
        return hash;
      });
      const decimal = 'jdk/internal/util/DecimalDigits.unchecked';
      natives.set(`${decimal}PutCharLatin1([BII)V`, (general) => (a, i, c) => {
        if (a === null) return general(a, i, c);
        a[X.data][i] = c;
        return 0;
      });
      for (const letter of ['I', 'J']) {
        natives.set(`${decimal}GetCharsLatin1(${letter}I[B)I`, (general) => (i, end, a) => {
          let n = Math.abs(Number(i)), at = end;
          if (a === null || !Number.isSafeInteger(n)) return general(i, end, a);
          const x = a[X.data];
          do {
            const rest = Math.floor(n / 10);
            x[--at] = 48 + n - 10 * rest;
            n = rest;
          } while (n > 0);
          if (i < 0) x[--at] = 45;
          return at;
        });
      }
      natives.set('java/lang/System.arraycopy(Ljava/lang/Object;ILjava/lang/Object;II)V',
        (general) => (from, start, to, target, count) => {
          if (from !== null && to !== null && from.constructor === to.constructor
              && start >= 0 && target >= 0 && count >= 0 && count < 4096
              && from[X.arrayType] === to[X.arrayType]) {
            const x = from[X.data] || from[X.elements]?.[X.data];
            const y = to[X.data] || to[X.elements]?.[X.data];
            if (x !== undefined && start + count <= x.length && target + count <= y.length) {
              if (x === y) {
                x.copyWithin(target, start, start + count);
              } else {
                for (let i = 0; i < count; i++) y[target + i] = x[start + i];
              }
              return 0;
            }
          }
          return general(from, start, to, target, count);
        });
      // Offsets as Unsafe has them here: of a field its slot, of an element 16 and its size's times.
      const at = (object, offset) => object !== null && offset < 0x100000n
        ? object[X.slots] : undefined;
      const unsafe = 'jdk/internal/misc/Unsafe.';
      for (const [type, letter] of [['Int', 'I'], ['Long', 'J'], ['Reference', 'Ljava/lang/Object;']]) {
        for (const form of ['', 'Volatile', 'Acquire', 'Opaque']) {
          natives.set(`${unsafe}get${type}${form}(Ljava/lang/Object;J)${letter}`,
            (general) => (u, o, offset) => {
              const slots = at(o, offset);
              if (slots !== undefined) return slots[Number(offset)];
              if (type === 'Reference' && o !== null && o[X.elements] !== undefined) {
                return o[X.elements][X.data][(Number(offset) - 16) / 4];
              }
              return general(u, o, offset);
            });
        }
        for (const form of ['', 'Volatile', 'Release', 'Opaque']) {
          natives.set(`${unsafe}put${type}${form}(Ljava/lang/Object;J${letter})V`,
            (general) => (u, o, offset, value) => {
              const slots = at(o, offset);
              if (slots === undefined) return general(u, o, offset, value);
              slots[Number(offset)] = value;
              return 0;
            });
        }
        natives.set(`${unsafe}compareAndSet${type}(Ljava/lang/Object;J${letter}${letter})Z`,
          (general) => (u, o, offset, expected, value) => {
            const slots = at(o, offset);
            if (slots === undefined) return general(u, o, offset, expected, value);
            if (slots[Number(offset)] !== expected) return 0;
            slots[Number(offset)] = value;
            return 1;
          });
      }
      natives.set(`${unsafe}putByte(Ljava/lang/Object;JB)V`, (general) => (u, o, offset, value) => {
        const bytes = o === null ? undefined : o[X.data];
        if (!(bytes instanceof Int8Array)) return general(u, o, offset, value);
        bytes[Number(offset) - 16] = value;
        return 0;
      });
      natives.set(`${unsafe}getByte(Ljava/lang/Object;J)B`, (general) => (u, o, offset) => {
        const bytes = o === null ? undefined : o[X.data];
        return bytes instanceof Int8Array ? bytes[Number(offset) - 16] : general(u, o, offset);
      });
      return X;
      """;

  private JitRuntime() {}
}
