#include "taskinput.h"

#include <QFile>
#include <QJsonArray>
#include <QStringDecoder>
#include <cstdio>
#include <unistd.h>

#include "didyoumean.h"
#include "limitfield.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;

CliResult<QString> readText(QFile &file, const QString &name)
{
    const QByteArray bytes = file.readAll();
    if (file.error() != QFile::NoError)
        return wrongUse(u"cannot read %1: %2"_s.arg(name, file.errorString()));
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(bytes);
    if (decoder.hasError())
        return wrongUse(u"%1 is not text in UTF-8"_s.arg(name));
    return text;
}

CliResult<QString> readStandardInput()
{
    if (::isatty(STDIN_FILENO) == 1)
        std::fputs("Type the task; Ctrl-D on a line of its own ends it.\n", stderr);
    QFile file;
    if (!file.open(stdin, QIODevice::ReadOnly))
        return wrongUse(u"standard input is closed"_s);
    return readText(file, u"standard input"_s);
}

CliResult<QString> readTaskFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return wrongUse(u"cannot read %1: %2"_s.arg(path, file.errorString()));
    return readText(file, path);
}

CliResult<void> addLimit(const QString &text, QJsonObject &limits)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals < 1)
        return wrongUse(u"--limit takes NAME=VALUE, for example wall_time=600, not \"%1\""_s.arg(text));
    const QString name = text.left(equals);
    const QString value = text.mid(equals + 1);
    QStringList names;
    for (const LimitField &field : limitFields()) {
        names.append(field.name);
        if (name != field.name)
            continue;
        bool isNumber = false;
        const QJsonValue number =
            field.isWhole() ? QJsonValue(value.toLongLong(&isNumber)) : QJsonValue(value.toDouble(&isNumber));
        if (!isNumber)
            return wrongUse(u"the limit %1 takes a number, not \"%2\""_s.arg(name, value));
        limits[name] = number;
        return {};
    }
    return wrongUse(u"there is no limit \"%1\"."_s.arg(name) + didYouMean(name, names) +
                    u" The limits are: %1"_s.arg(names.join(u", "_s)));
}
} // namespace

CliResult<QString> readTask(const CommandLine &line)
{
    const bool hasFile = line.isSet(u"file"_s);
    if (hasFile && !line.arguments.isEmpty())
        return wrongUse(u"the task comes from --file or from the command line, not from both"_s);
    if (hasFile && line.value(u"file"_s) != "-"_L1)
        return readTaskFile(line.value(u"file"_s));
    if (!hasFile && line.arguments.isEmpty()) {
        return wrongUse(u"the task is missing: give it in quotes, with --file TASK.md, or - for standard input (cactl "
                        "%1 --help shows how)"_s.arg(line.command));
    }
    if (hasFile || line.arguments.first() == "-"_L1)
        return readStandardInput();
    return line.arguments.first();
}

CliResult<QJsonObject> scheduleBody(const CommandLine &line, const QString &task)
{
    QJsonObject body{{u"prompt"_s, task}};
    for (const QString &option : {u"provider"_s, u"engine"_s, u"image"_s, u"runtime"_s, u"network"_s, u"git"_s}) {
        if (line.isSet(option))
            body[option] = line.value(option);
    }
    if (line.isSet(u"approval"_s))
        body[u"approval"] = true;
    if (line.isSet(u"priority"_s)) {
        const auto priority = line.number(u"priority"_s, -100, 100, 0);
        if (!priority)
            return std::unexpected(priority.error());
        body[u"priority"] = *priority;
    }
    QJsonObject limits;
    const QStringList wanted = line.options.value(u"limit"_s);
    for (const QString &limit : wanted) {
        if (const auto added = addLimit(limit, limits); !added)
            return std::unexpected(added.error());
    }
    if (!limits.isEmpty())
        body[u"limits"] = limits;
    if (line.isSet(u"exclude"_s))
        body[u"exclude"] = QJsonArray::fromStringList(line.options.value(u"exclude"_s));
    return body;
}

} // namespace ca::cli
