create table if not exists `meta` (
  `name` varchar(191) not null,
  `value` bigint not null,
  primary key (`name`)
)
  engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists `symbol` (
  `number` int not null,
  `name` longtext not null,
  primary key (`number`)
)
  engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists `record` (
  `place` int not null,
  `record` bigint not null,
  `image` longblob not null,
  primary key (`place`, `record`)
)
  engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists `link` (
  `place` int not null,
  `native` varbinary(512) not null,
  `record` bigint not null,
  primary key (`place`, `native`)
)
  engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists `correlation` (
  `place` int not null,
  `digest` bigint not null,
  `record` bigint not null,
  primary key (`place`, `digest`, `record`)
)
  engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists `flag` (
  `place` int not null,
  `record` bigint not null,
  primary key (`place`, `record`)
)
  engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists `parked` (
  `place` int not null,
  `native` varbinary(512) not null,
  `image` longblob not null,
  primary key (`place`, `native`)
)
  engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists `journal` (
  `place` int not null,
  `record` bigint not null,
  `number` bigint not null,
  `image` longblob not null,
  primary key (`place`, `record`, `number`)
)
  engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists `progress` (
  `place` int not null,
  `image` longblob not null,
  primary key (`place`)
)
  engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

insert ignore into `meta` (`name`, `value`) values ('identity, upper half', ${identityUpper});
insert ignore into `meta` (`name`, `value`) values ('identity, lower half', ${identityLower});
insert ignore into `meta` (`name`, `value`) values ('format', 1);
