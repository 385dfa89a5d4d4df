#!/usr/bin/env bash
# picocli 4.7.7: a negatable option of type java.lang.Boolean, null if it was not given, works at run time and passes
# picocli-codegen's annotation processor. With a type-use annotation on the field, JSpecify's @Nullable as null checkers
# require it, the same class still works at run time, but the annotation processor fails the build: "Only boolean
# options can be negatable", although the type that the message names is java.lang.Boolean. It compares the printed
# type, including the annotation.
#
# Seen: both classes parse --no-star to false at run time; with the processor, the plain class compiles and the
# annotated one is refused.
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
    <dependency><groupId>info.picocli</groupId><artifactId>picocli-codegen</artifactId><version>4.7.7</version></dependency>
    <dependency><groupId>org.jspecify</groupId><artifactId>jspecify</artifactId><version>1.0.0</version></dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/jars"

class() { # NAME ANNOTATION
  mkdir -p "$work/$1"
  cat >"$work/$1/Stars.java" <<JAVA
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "stars")
public class Stars implements Runnable {
    @Option(names = "--star", negatable = true)
    private $2 Boolean star;

    @Override
    public void run() {
        System.out.println("star is " + star);
    }

    public static void main(String[] arguments) {
        new CommandLine(new Stars()).execute(arguments);
    }
}
JAVA
}
class plain ""
class annotated "@org.jspecify.annotations.Nullable"

for name in plain annotated; do
  javac -proc:none -cp "$work/jars/*" -d "$work/$name/out" "$work/$name/Stars.java"
  for option in "" --star --no-star; do
    # shellcheck disable=SC2086 # an empty option must not become an argument
    java -cp "$work/jars/*:$work/$name/out" Stars $option
  done >"$work/$name/said"
  diff <(printf 'star is null\nstar is true\nstar is false\n') "$work/$name/said"
done

javac -processor picocli.codegen.aot.graalvm.processor.NativeImageConfigGeneratorProcessor \
  -cp "$work/jars/*" -d "$work/plain/processed" "$work/plain/Stars.java"
if javac -processor picocli.codegen.aot.graalvm.processor.NativeImageConfigGeneratorProcessor \
  -cp "$work/jars/*" -d "$work/annotated/processed" "$work/annotated/Stars.java" 2>"$work/errors"; then
  echo "the annotated class was accepted: the behaviour has changed" >&2
  exit 1
fi
grep -q 'Only boolean options can be negatable.*java.lang.Boolean' "$work/errors"
echo "as described: the processor of picocli 4.7.7 rejects a class that picocli 4.7.7 itself can run"
