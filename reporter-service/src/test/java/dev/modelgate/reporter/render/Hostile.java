package dev.modelgate.reporter.render;

import java.util.List;

/** Texts that want to be more than text (threat R1). */
public final class Hostile {

  public static final List<String> TEXTS =
      List.of(
          "``` \n# heading\n```",
          "a | b | c",
          "](http://evil.example/x)",
          "[click](https://evil.example) ![x](https://evil.example/p.png)",
          "<img src=x onerror=alert(1)>",
          "<script>alert(1)</script>",
          "<!-- modelgate:comment --> --> <!--",
          "\u202Egnp.exe\u202C \u2066evil\u2069",
          "@team @all @ada please",
          "Fixes #1, closes GH-2, see acme/penguins#3 and !4 and &5 and %6 and ~bug and $7",
          "\u001b[31mred\u001b[0m \u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007",
          "\u009b31mred \u009d8;;http://evil.example\u009c",
          "http://evil.example https://evil.example www.evil.example mailto:a@b.example",
          "line one\nline two\r\nline three\u2028line four\u0085line five",
          "\"><svg onload=alert(1)> ' onmouseover='alert(1)",
          "</td></tr></table></details></summary>",
          "zalgo z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a",
          "\ud800 lone surrogate \udc00",
          "nul \u0000 bell \u0007 backspace \b delete \u007f",
          "{{ constructor }} {% raw %} ${7*7} #{7*7}",
          "\\` \\| \\[x\\](y)",
          "*bold* _em_ ~~gone~~ $x^2$ **",
          "\u200b\u200d\ufeff\u00adinvisible\u3164");

  private Hostile() {}
}
