package io.syncline.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EntryIdTest {

  private static final EntityName CUSTOMER = new EntityName("customer");
  private static final SystemId CRM = new SystemId("crm");

  @Test
  void idsReadAsPeopleWriteThem() {
    assertThat(EntryId.conflict(CUSTOMER, new RecordId(17), CRM, "name"))
        .hasToString("conflict/customer/17/crm/name");
    assertThat(EntryId.refused(CUSTOMER, new RecordId(17), CRM))
        .hasToString("refused/customer/17/crm");
    assertThat(EntryId.row(EntryKind.DOUBT, CUSTOMER, CRM, NativeKey.of("a/b", "50 %")))
        .hasToString("doubt/customer/crm/a%002fb|50%0020%0025");
    assertThat(EntryId.place(EntryKind.STOPPED, CUSTOMER, CRM)).hasToString("stopped/customer/crm");
    assertThat(EntryId.guarded(CUSTOMER, CRM, "DELETES"))
        .hasToString("guarded/customer/crm/DELETES");
  }

  @Property
  void everyIdIsReadAsItIsWritten(@ForAll @Size(min = 1, max = 3) List<String> parts) {
    NativeKey key = new NativeKey(parts);
    for (EntryKind kind : List.of(EntryKind.DOUBT, EntryKind.REJECTED, EntryKind.DENIED)) {
      EntryId id = EntryId.row(kind, CUSTOMER, CRM, key);
      assertThat(EntryId.parse(id.toString())).isEqualTo(id);
    }
  }

  @Test
  void idsOfRecordsAreReadAsTheyAreWritten() {
    for (EntryId id :
        List.of(
            EntryId.conflict(CUSTOMER, new RecordId(17), CRM, "$life"),
            EntryId.refused(CUSTOMER, new RecordId(17), CRM),
            EntryId.guarded(CUSTOMER, CRM, "DELETES"),
            EntryId.place(EntryKind.REWOUND, CUSTOMER, CRM),
            EntryId.place(EntryKind.STOPPED, CUSTOMER, CRM))) {
      assertThat(EntryId.parse(id.toString())).isEqualTo(id);
    }
  }

  @Test
  void whatIsNoIdIsSaid() {
    for (String text :
        List.of("", "conflict/customer", "what/customer/1/crm", "refused/customer/x/crm", "%zz")) {
      assertThatThrownBy(() -> EntryId.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "must be as an inbox gives it, such as conflict/customer/17/crm/name: id=" + text);
    }
  }

  @Test
  void theyAreOrderedAsAnInboxIsListed() {
    assertThat(
            List.of(
                EntryId.place(EntryKind.STOPPED, CUSTOMER, CRM),
                EntryId.row(EntryKind.DOUBT, CUSTOMER, CRM, NativeKey.of("b")),
                EntryId.row(EntryKind.DOUBT, CUSTOMER, CRM, NativeKey.of("a")),
                EntryId.conflict(CUSTOMER, new RecordId(10), CRM, "a"),
                EntryId.conflict(CUSTOMER, new RecordId(9), CRM, "b")))
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
  }
}
