#include "clierror.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace ca::cli {

using namespace Qt::StringLiterals;

QByteArray CliError::toJson() const
{
    if (!answer.isEmpty())
        return answer;
    const QString code = exitCode == ExitCode::Unreachable ? u"unreachable"_s : errorCodeName(error.code);
    return QJsonDocument(QJsonObject{{u"error"_s, error.message},
                                     {u"code"_s, code},
                                     {u"detail"_s, error.detail.isEmpty() ? QJsonValue() : QJsonValue(error.detail)}})
        .toJson(QJsonDocument::Compact);
}

std::unexpected<CliError> wrongUse(const QString &sentence)
{
    return std::unexpected(
        CliError{.exitCode = ExitCode::WrongUse, .error = {ErrorCode::InvalidArgument, sentence, {}}});
}

std::unexpected<CliError> failed(ErrorCode code, const QString &sentence, const QString &detail)
{
    return std::unexpected(CliError{.error = {code, sentence, detail}});
}

} // namespace ca::cli
