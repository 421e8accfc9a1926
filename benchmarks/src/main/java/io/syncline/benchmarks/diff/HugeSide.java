package io.syncline.benchmarks.diff;

import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.packed.RowPacker;
import io.syncline.packed.Slab;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Makes one side's rows as they are read, from nothing but their places, and no garbage. Of a
 * hundred rows the right side changes one: of ten of those it lacks one, has another row behind
 * one, and edits the others' balance.
 */
final class HugeSide implements RowCursor {

  private static final long ONE_IN = 100;
  private static final long SORTS = 10;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final int POOL = 1 << 12;
  private static final int POOL_SEED = 7;
  private static final byte[] TEXT = text();
  private static final byte[][] STATUSES = {bytes("active"), bytes("blocked"), bytes("closed")};

  private final Side side;
  private final long rows;
  private final RowPacker packer = new RowPacker(PackedCustomers.SCHEMA);
  private long place;
  private boolean behind;
  private boolean packed;

  HugeSide(Side side, long rows) {
    this.side = side;
    this.rows = rows;
  }

  private static byte[] text() {
    StringBuilder text = new StringBuilder();
    SplittableRandom random = new SplittableRandom(POOL_SEED);
    while (text.length() < POOL) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return bytes(text.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** What the right side does at a place. */
  enum Edit {
    NONE,
    UPDATE,
    DELETE,
    INSERT;

    static Edit at(long place) {
      long chance = Long.remainderUnsigned(mix(place ^ MIX), ONE_IN * SORTS);
      if (chance >= SORTS) {
        return NONE;
      }
      return chance == 0 ? DELETE : chance == 1 ? INSERT : UPDATE;
    }
  }

  /** The finalizer of MurmurHash3. */
  private static long mix(long value) {
    long mixed = (value ^ value >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CE_B9FE_1A85_EC53L;
    return mixed ^ mixed >>> 33;
  }

  @Override
  public void read(Slab slab) {
    slab.clear();
    while (packed || pack()) {
      packed = !slab.append(packer);
      if (packed) {
        return;
      }
    }
  }

  /** Packs the next row; false where there is none. */
  private boolean pack() {
    while (place < rows) {
      Edit edit = side == Side.RIGHT ? Edit.at(place) : Edit.NONE;
      long id = 2 * place + (behind ? 1 : 0);
      boolean insertNext = edit == Edit.INSERT && !behind;
      behind = insertNext;
      place += insertNext ? 0 : 1;
      if (edit != Edit.DELETE) {
        pack(id, edit == Edit.UPDATE ? 1 : 0);
        return true;
      }
    }
    return false;
  }

  private void pack(long id, long more) {
    long random = mix(id);
    packer.begin();
    packer.putLong(id);
    putText(random, 14);
    putText(random >>> 4, 28);
    putText(random >>> 8, 14);
    packer.putDecimal((random >>> 40) * 100 + 1 + more, 2);
    byte[] status = STATUSES[(int) (random >>> 62) % STATUSES.length];
    packer.putUtf8(status, 0, status.length);
    packer.putInstant(1_700_000_000 + (random >>> 40), (int) (random >>> 50) * 1_000);
    putText(random >>> 12, 50 + (int) (random >>> 59));
    packer.end();
  }

  private void putText(long random, int length) {
    int from = (int) (random & POOL / 2 - 1);
    packer.putUtf8(TEXT, from, from + length);
  }

  @Override
  public void close() {}
}
