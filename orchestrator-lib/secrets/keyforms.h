#pragma once

#include <QByteArray>
#include <QList>

namespace ca {

/// The texts that give a secret away: itself, and what is certain of its base64 and base64url (RFC 4648) wherever in
/// the encoded bytes it begins, as in "Authorization: Basic …". Escaped forms are undone before the search, so they are
/// not among these.
QList<QByteArray> keyForms(const QByteArray &secret);

} // namespace ca
