package io.syncline.benchmarks.diff;

import java.math.BigDecimal;

/**
 * What one side did to one row. Each field in the mask gets another value than it had, and another
 * than any other side gives it.
 *
 * @param fields the mask of what is edited, by place in {@link Customer#FIELDS}
 * @param side who edits, from 1 to 3
 */
record Edit(int fields, int side) {

  static final Edit NONE = new Edit(0, 1);

  static Edit of(int fields, int side) {
    return new Edit(fields, side);
  }

  Customer apply(Customer row) {
    if (fields == 0) {
      return row;
    }
    return new Customer(
        row.id(),
        has("name") ? row.name() + " " + "I".repeat(side) : row.name(),
        has("email") ? side + row.email() : row.email(),
        has("phone")
            ? row.phone().substring(0, row.phone().length() - 1) + "x" + side
            : row.phone(),
        has("balance") ? row.balance().add(BigDecimal.valueOf(side, 2)) : row.balance(),
        has("status") ? next(row.status()) : row.status(),
        has("updated_at") ? row.updatedAt().plusSeconds(side) : row.updatedAt(),
        has("notes") ? "edited by " + side + ", " + row.notes() : row.notes());
  }

  private boolean has(String field) {
    return (fields >> Customer.FIELDS.indexOf(field) & 1) == 1;
  }

  private String next(String status) {
    int place = Generator.STATUSES.indexOf(status);
    return Generator.STATUSES.get((place + side) % Generator.STATUSES.size());
  }
}
