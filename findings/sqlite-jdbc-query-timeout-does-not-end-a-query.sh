#!/usr/bin/env bash
# sqlite-jdbc 3.54.1.0 uses the timeout of java.sql.Statement.setQueryTimeout as the time to wait for a lock of the
# file. A query that computes for longer than its timeout is not ended: it returns its result, late, with neither an
# exception nor a warning. JDBC says that the driver waits for a statement for that many seconds, and then throws an
# SQLTimeoutException. Statement.cancel(), called on another thread, does end a query.
#
# Seen: a query with a timeout of 1 s that computes for several seconds returns its result; after cancel() the same
# query fails with SQLITE_INTERRUPT.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.xerial</groupId><artifactId>sqlite-jdbc</artifactId><version>3.54.1.0</version></dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/jars"

cat >"$work/Timeout.java" <<'JAVA'
import java.sql.*;
import java.util.concurrent.TimeUnit;

public class Timeout {
    static final String COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT count(*) FROM n";

    static long millis(Connection connection, long rows, int timeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(timeout);
            long begin = System.nanoTime();
            try (ResultSet result = statement.executeQuery(String.format(COUNT, rows))) {
                result.next();
                if (result.getLong(1) != rows) {
                    throw new IllegalStateException("counted " + result.getLong(1));
                }
            }
            if (statement.getWarnings() != null) {
                throw new IllegalStateException("there is a warning now");
            }
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        }
    }

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            long rows = 1_000_000;
            // enough rows to take three times the timeout on any machine
            while (millis(connection, rows, 0) < 3_000) {
                rows *= 2;
            }
            long taken = millis(connection, rows, 1);
            if (taken < 2_000) {
                throw new IllegalStateException("it took " + taken + " ms");
            }
            System.out.println("a timeout of 1 s, and a result after " + taken + " ms");

            try (Statement statement = connection.createStatement()) {
                Thread other = new Thread(() -> {
                    try {
                        Thread.sleep(500);
                        statement.cancel();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                other.start();
                try {
                    statement.executeQuery(String.format(COUNT, rows)).next();
                    throw new IllegalStateException("cancel() ends nothing");
                } catch (SQLException e) {
                    System.out.println("cancelled: " + e.getMessage());
                }
                other.join();
            }
        }
    }
}
JAVA
said=$(java -cp "$work/jars/*" "$work/Timeout.java" 2>&1) || { echo "$said"; exit 1; }
grep -q "a timeout of 1 s, and a result after" <<<"$said"
grep -q "cancelled: .*SQLITE_INTERRUPT" <<<"$said"
echo "as described: $(head -1 <<<"$said"); Statement.cancel() ends the query"
