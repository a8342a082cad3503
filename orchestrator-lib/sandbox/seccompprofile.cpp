#include "seccompprofile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QString>

#include "seccomprules.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

QString operatorName(scmp_compare comparison)
{
    switch (comparison) {
    case SCMP_CMP_NE:
        return u"SCMP_CMP_NE"_s;
    case SCMP_CMP_LT:
        return u"SCMP_CMP_LT"_s;
    case SCMP_CMP_LE:
        return u"SCMP_CMP_LE"_s;
    case SCMP_CMP_EQ:
        return u"SCMP_CMP_EQ"_s;
    case SCMP_CMP_GE:
        return u"SCMP_CMP_GE"_s;
    case SCMP_CMP_GT:
        return u"SCMP_CMP_GT"_s;
    case SCMP_CMP_MASKED_EQ:
        return u"SCMP_CMP_MASKED_EQ"_s;
    default:
        break;
    }
    Q_UNREACHABLE_RETURN({});
}

QJsonArray conditionsOf(const SeccompRule &rule)
{
    QJsonArray all;
    for (const scmp_arg_cmp &condition : rule.conditions) {
        all.append(QJsonObject{{u"index"_s, static_cast<int>(condition.arg)},
                               {u"value"_s, static_cast<qint64>(condition.datum_a)},
                               {u"valueTwo"_s, static_cast<qint64>(condition.datum_b)},
                               {u"op"_s, operatorName(condition.op)}});
    }
    return all;
}
} // namespace

QJsonObject seccompProfile()
{
    QJsonArray calls;
    for (const SeccompRule &rule : seccompRules({})) {
        QJsonObject call{{u"names"_s, QJsonArray{QString::fromLatin1(rule.call)}},
                         {u"action"_s, u"SCMP_ACT_ERRNO"_s},
                         {u"errnoRet"_s, rule.error}};
        if (!rule.conditions.empty())
            call[u"args"] = conditionsOf(rule);
        calls.append(call);
    }
    return {{u"defaultAction"_s, u"SCMP_ACT_ALLOW"_s}, {u"syscalls"_s, calls}};
}

QString seccompProfileText()
{
    return QString::fromUtf8(QJsonDocument(seccompProfile()).toJson(QJsonDocument::Compact));
}

Result<QString> writeSeccompProfile(const QString &folder)
{
    const QString path = folder + u"/seccomp.json"_s;
    QSaveFile file(path);
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(seccompProfile()).toJson()) >= 0 && file.commit();
    if (!isWritten)
        return failure(ErrorCode::Io, u"cannot write %1: %2"_s.arg(path, file.errorString()));
    return path;
}

} // namespace ca
