package io.syncline.jdbc;

/** A system whose table may only be read, and the two tables through which it is spoken with. */
final class ExchangeTables {

  private final Fixture fixture;

  ExchangeTables(Fixture fixture) {
    this.fixture = fixture;
    fixture.run(
        "create table customer (id int primary key, name text, city text)",
        "create table customer_out (number bigint generated always as identity primary key,"
            + " id int, state text not null default 'NEW', message text)",
        "create table customer_in (request varchar(80) primary key, operation text not null,"
            + " state text not null, message text, id int, name text, city text)");
  }

  /** The other side's own people change a record. */
  void upsert(int id, String name, String city) {
    fixture.run(
        "insert into customer values (%d, '%s', '%s') on conflict (id) do update set name = '%s',"
                .formatted(id, name, city, name)
            + " city = '"
            + city
            + "'",
        told(id));
  }

  void delete(int id) {
    fixture.run("delete from customer where id = " + id, told(id));
  }

  static String told(int id) {
    return "insert into customer_out (id) values (" + id + ")";
  }

  /** The other side carries out what it was asked for, and tells of it as of any change. */
  void carryOut() {
    fixture.run(
        "insert into customer select id, name, city from customer_in"
            + " where state = 'NEW' and operation = 'I'",
        "update customer c set name = i.name, city = i.city from customer_in i"
            + " where i.state = 'NEW' and i.operation = 'U' and i.id = c.id",
        "delete from customer c using customer_in i"
            + " where i.state = 'NEW' and i.operation = 'D' and i.id = c.id",
        "insert into customer_out (id) select id from customer_in where state = 'NEW'",
        "update customer_in set state = 'DONE' where state = 'NEW'");
  }

  void refuse(String message) {
    fixture.run(
        "update customer_in set state = 'ERROR', message = '" + message + "' where state = 'NEW'");
  }

  /** The states of all changes that were told, in order. */
  String answers() {
    return fixture.ask(
        "select string_agg(id || '=' || state, ' ' order by number) from customer_out");
  }

  String requests() {
    return fixture.ask(
        "select string_agg(concat_ws(' ', operation, id, name, city, state), ', ' order by id)"
            + " from customer_in");
  }

  String customers() {
    return fixture.ask(
        "select string_agg(concat_ws(' ', id, name, city), ', ' order by id) from customer");
  }
}
