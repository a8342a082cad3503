#include "helptext.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;

constexpr qsizetype lineWidth = 80;

/// Words in lines of at most `lineWidth`; all but the first line are indented.
QString wrapped(const QString &text, qsizetype indent, qsizetype used)
{
    QString out;
    qsizetype column = used;
    const QStringList words = text.split(u' ');
    for (const QString &word : words) {
        if (column > indent && column + 1 + word.size() > lineWidth) {
            out += u'\n' + QString(indent, u' ');
            column = indent;
        } else if (column > indent) {
            out += u' ';
            ++column;
        }
        out += word;
        column += word.size();
    }
    return out;
}

QString optionTitle(const QCommandLineOption &option)
{
    QStringList names;
    const QStringList all = option.names();
    for (const QString &name : all)
        names.append((name.size() > 1 ? u"--"_s : u"-"_s) + name);
    QString title = names.join(u", "_s);
    if (!option.valueName().isEmpty())
        title += u' ' + option.valueName();
    return title;
}

QString optionList(const QList<QCommandLineOption> &options)
{
    constexpr qsizetype indent = 24;
    QString out;
    for (const QCommandLineOption &option : options) {
        QString title = u"  "_s + optionTitle(option);
        title = title.size() + 2 > indent ? title + u'\n' + QString(indent, u' ') : title.leftJustified(indent);
        out += title + wrapped(option.description(), indent, indent) + u'\n';
    }
    return out;
}

QString exampleList(const QStringList &examples)
{
    QString out = u"\nExamples:\n"_s;
    for (const QString &example : examples)
        out += u"  "_s + example + u'\n';
    return out;
}
} // namespace

QString generalHelp()
{
    QString out = u"usage: cactl [OPTIONS] COMMAND …\n\n"
                  "Schedules jobs on a Containerized Agent server, watches them and fetches their\n"
                  "results.\n\nCommands:\n"_s;
    for (const CommandSpec &spec : commandSpecs())
        out += u"  "_s + spec.name.leftJustified(10) + spec.summary + u'\n';
    out += u"\nOptions (before or after the command):\n"_s + optionList(globalOptions());
    out += u"\nAn id may be cut short to its first characters, 4 or more.\n"
           "\nExit codes:\n"
           "  0    done; for run: the job completed\n"
           "  1    the job did not complete, or the server refused\n"
           "  2    wrong use\n"
           "  3    the server cannot be reached\n"
           "  130  interrupted\n"_s;
    out += exampleList({u"cactl run '$ echo hello > greeting.txt'"_s, u"cactl run --file task.md -o results"_s,
                        u"cactl jobs --status running"_s});
    return out + u"\ncactl COMMAND --help says more about a command.\n"_s;
}

QString commandHelp(const CommandSpec &spec)
{
    const QString usage = u"usage: cactl "_s + spec.name + (spec.options.isEmpty() ? u""_s : u" [OPTIONS]"_s) +
                          (spec.arguments.isEmpty() ? u""_s : u' ' + spec.arguments);
    QString summary = spec.summary + u'.';
    summary[0] = summary[0].toUpper();
    QString out = usage + u"\n\n"_s + summary + u'\n';
    out += wrapped(spec.details, 0, 0) + u'\n';
    if (!spec.options.isEmpty())
        out += u"\nOptions:\n"_s + optionList(spec.options);
    out += u"\nOptions of every command:\n"_s + optionList(globalOptions());
    return out + exampleList(spec.examples);
}

} // namespace ca::cli
