#!/usr/bin/env bash
# ai.djl.ndarray.types.Shape of DJL 0.36.0 has no setter, and is compared by its sizes, so it looks like a value. But
# neither its constructor nor getShape() copies the array of sizes. A program that sets a size in the array that it
# passed or got, to make the shape of one row for example, changes the shape of the array or block that the shape
# belongs to, and a map no longer finds the shape. Shape.slice(...) returns an independent shape.
#
# Seen: after setting one number of getShape(), (32, 4) is (1, 4), its hash code differs, and a set no longer finds it.
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
    <dependency><groupId>ai.djl</groupId><artifactId>api</artifactId><version>0.36.0</version></dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/jars"
cat >"$work/Sizes.java" <<'JAVA'
import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.Set;

class Sizes {
    public static void main(String[] args) {
        long[] sizes = {32, 4};
        Shape shape = new Shape(sizes);
        Set<Shape> shapes = new HashSet<>(Set.of(shape));
        shape.getShape()[0] = 1;
        System.out.println("asked: " + shape + ", found again: " + shapes.contains(shape));
        sizes[1] = 5;
        System.out.println("passed: " + shape);
        Shape part = shape.slice(0);
        part.getShape()[0] = 9;
        System.out.println("sliced: " + shape);
    }
}
JAVA
seen=$(java -cp "$work/jars/*" "$work/Sizes.java" 2>/dev/null)
echo "$seen"
expected='asked: (1, 4), found again: false
passed: (1, 5)
sliced: (1, 5)'
[ "$seen" = "$expected" ] || { echo "the behaviour has changed"; exit 1; }
echo "as described: a Shape stores and returns its array without copying it"
