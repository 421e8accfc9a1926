create table if not exists "note" (
  "place" int not null,
  "subject" varbinary not null,
  "image" varbinary not null,
  primary key ("place", "subject")
);

update "meta" set "value" = 2 where "name" = 'format';
