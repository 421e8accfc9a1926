package io.syncline.jdbc.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.jdbc.diff.Side.Kind;
import org.junit.jupiter.api.Test;

class H2RowsTest {

  @Test
  void everyTypeIsReadAtItsLimits() {
    try (Side side = Side.of(Kind.H2)) {
      side.run(
          "create table every (id int primary key, bo boolean, ti tinyint, nu numeric(100, 50),"
              + " re real, ch char(5), ig varchar_ignorecase(9), cl clob, en enum('x', 'y'),"
              + " js json, bl blob, da date, tm time(9), dt timestamp(9),"
              + " ts timestamp(9) with time zone, uu uuid)",
          "insert into every values (1, true, -128, 1e40, 0.1, 'ab', 'Ab', repeat('😀', 40000),"
              + " 'y', '{\"a\": 1}' format json, x'00ff', '-1000-01-01', '23:59:59.999999999',"
              + " '9999-12-31 23:59:59.999999999', '2024-07-01 00:00:00.000000001+05:30',"
              + " 'ffffffff-0000-8000-7fff-000000000001')",
          "insert into every (id, ch, re) values (2, '', 1.17549435e-38), (3, null, null)");

      Packed rows = Packed.all(side.source("every"));

      assertThat(rows.texts("BO")).containsExactly("true", "null", "null");
      assertThat(rows.texts("TI").get(0)).isEqualTo("-128");
      assertThat(rows.texts("NU").get(0)).isIn("1E+40", "1" + "0".repeat(40));
      assertThat(rows.texts("RE")).containsExactly("0.1", "1.1754944E-38", "null");
      assertThat(rows.texts("CH")).containsExactly("ab", "", "null");
      assertThat(rows.texts("IG").get(0)).isEqualTo("Ab");
      assertThat(rows.texts("CL").get(0)).isEqualTo("😀".repeat(40_000));
      assertThat(rows.texts("EN").get(0)).isEqualTo("y");
      assertThat(rows.texts("JS").get(0)).isEqualTo("{\"a\":1}");
      assertThat(rows.texts("DA").get(0)).isEqualTo("-1000-01-01");
      assertThat(rows.texts("TM").get(0)).isEqualTo("23:59:59.999999999");
      assertThat(rows.texts("DT").get(0)).isEqualTo("9999-12-31T23:59:59.999999999");
      assertThat(rows.texts("TS").get(0)).isEqualTo("2024-06-30T18:30:00.000000001Z");
      assertThat(rows.texts("UU").get(0)).isEqualTo("ffffffff-0000-8000-7fff-000000000001");
    }
  }
}
