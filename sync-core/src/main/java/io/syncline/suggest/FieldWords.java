package io.syncline.suggest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The words that a native name is made of, in lower case and written out: {@code CUST_TEL_NO} of a
 * dataset {@code cust} says {@code phone number}.
 */
record FieldWords(List<String> words) {

  /** What people shorten, and the word that is meant. */
  private static final Map<String, List<String>> MEANT = meant();

  /** Words that say nothing where others stand beside them. */
  private static final Set<String> FILLERS = Set.of("tbl", "col", "fld", "field", "the", "of");

  /** Likeness of the same words in another order. */
  static final double SAME = 0.95;

  static FieldWords of(String name, String dataset) {
    List<String> said = split(name);
    List<String> prefix = split(dataset.substring(dataset.lastIndexOf('.') + 1));
    if (said.size() > 1 && sameThing(said.get(0), prefix)) {
      said = said.subList(1, said.size());
    }
    List<String> words = new ArrayList<>();
    for (String word : said) {
      if (!FILLERS.contains(word) || said.size() == 1) {
        words.addAll(MEANT.getOrDefault(word, List.of(word)));
      }
    }
    List<String> joined = MEANT.get(String.join("", said));
    return new FieldWords(joined == null ? List.copyOf(words) : joined);
  }

  /** From 0, nothing alike, to 1, the same words. */
  double likeness(FieldWords other) {
    if (String.join("", words).equals(String.join("", other.words))) {
      return 1;
    }
    Set<String> common = new HashSet<>(words);
    common.retainAll(other.words);
    Set<String> all = new HashSet<>(words);
    all.addAll(other.words);
    if (all.isEmpty()) {
      return 0;
    }
    return common.size() == all.size() ? SAME : 0.8 * common.size() / all.size();
  }

  /** Whether the words are the same, if in another order. */
  boolean isSame(FieldWords other) {
    return likeness(other) >= SAME;
  }

  /** The words as one name: {@code birthDate}. */
  String name() {
    StringBuilder name = new StringBuilder();
    for (String word : words) {
      String plain = word.replaceAll("[^A-Za-z0-9]", "");
      if (!plain.isEmpty()) {
        name.append(
            name.isEmpty()
                ? plain
                : plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1));
      }
    }
    return name.isEmpty() || !Character.isLetter(name.charAt(0)) ? "field" + name : name.toString();
  }

  private static boolean sameThing(String word, List<String> dataset) {
    return dataset.stream().anyMatch(each -> stem(each).equals(stem(word)));
  }

  private static String stem(String word) {
    String meant = String.join("", MEANT.getOrDefault(word, List.of(word)));
    return meant.endsWith("s") ? meant.substring(0, meant.length() - 1) : meant;
  }

  /** At everything that is no letter or digit, and before a capital that follows a small letter. */
  private static List<String> split(String name) {
    return Arrays.stream(
            name.replaceAll("([\\p{Ll}\\p{Nd}])(\\p{Lu})", "$1 $2").split("[^\\p{L}\\p{Nd}]+", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }

  private static Map<String, List<String>> meant() {
    Map<String, List<String>> meant = new TreeMap<>();
    String table =
        """
        addr=address       amt=amount         bal=balance        cd=code
        cell=phone         cellphone=phone    cntry=country      comp=company
        ctry=country       cur=currency       curr=currency
        cust=customer      customers=customer dept=department    descr=description
        desc=description   dob=birth date     birthday=birth date birthdate=birth date
        dt=date            email=email        fname=first name   firstname=first name forename=first name
        givenname=first name lname=last name  lastname=last name surname=last name
        familyname=last name mail=email       emailaddress=email mailaddress=email
        mob=phone          mobile=phone       mobilephone=phone  nm=name
        no=number          nr=number          num=number         org=company
        organisation=company organization=company phonenumber=phone phoneno=phone
        telno=phone        telephone=phone    tel=phone          qty=quantity
        ref=reference      stat=status        state=status       stage=status
        str=street         ts=time            zipcode=zip
        postcode=zip       postalcode=zip     plz=zip
        """;
    table
        .lines()
        .flatMap(line -> Stream.of(line.strip().split("\\s+(?=\\S+=)", -1)))
        .map(pair -> pair.split("=", 2))
        .forEach(sides -> meant.put(sides[0], List.of(sides[1].split(" ", -1))));
    return meant;
  }
}
