"""jupyter_kernel_test, with every feature it has a test for."""

import jupyter_kernel_test

PNG = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
       "awAAAABJRU5ErkJggg==")


class ElaraTests(jupyter_kernel_test.KernelTests):
    kernel_name = "elara"
    language_name = "java"
    file_extension = ".java"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oops");'

    completion_samples = [
        {"text": "Math.abs", "matches": {"abs(", "absExact("}},
        {"text": "System.curr", "matches": {"currentTimeMillis()"}},
    ]

    complete_code_samples = [
        "1 + 1",
        "int x = 1;",
        "for (int i = 0; i < 3; i++) { System.out.println(i); }",
        "record Point(int x, int y) {}",
        "import java.util.*;",
        'var text = """\n  hello\n  """;',
        "// only a comment",
        "",
    ]
    incomplete_code_samples = [
        "for (int i = 0; i < 3; i++) {",
        "class A {",
        "int f(int x) {\n  return x",
        'var text = """\n  hello',
        "foo(1,",
        "/* a comment",
    ]
    invalid_code_samples = [
        "int x = );",
        "class 1 {}",
        "}",
    ]

    code_page_something = 'Display.page("something to read");'
    code_generate_error = 'throw new IllegalStateException("on purpose");'

    code_execute_result = [
        {"code": "1+2+3", "result": "6"},
        {"code": '"a" + "b"', "mime": "text/plain"},
        {"code": 'List.of(1, 2, 3)', "result": "[1, 2, 3]"},
    ]
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "range", "search")

    code_display_data = [
        {"code": 'display("<b>bold</b>", "text/html");', "mime": "text/html"},
        {"code": 'display("*emphasis*", "text/markdown");', "mime": "text/markdown"},
        {"code": f'display(Base64.getDecoder().decode("{PNG}"), "image/png");', "mime": "image/png"},
        {"code": "display(42);", "mime": "text/plain"},
    ]
    code_inspect_sample = "Math.abs"
    code_clear_output = "clearOutput(false);"


class ElaraWelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "elara"
    support_iopub_welcome = True


# Only the two above are to be collected.
__all__ = ["ElaraTests", "ElaraWelcomeTests"]
