create table "note" (
  "place" int4 not null,
  "subject" bytea not null,
  "image" bytea not null,
  primary key ("place", "subject")
);

update "meta" set "value" = 2 where "name" = 'format';
