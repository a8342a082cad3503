#pragma once

#include <QByteArray>

#include <initializer_list>
#include <string>

/// A plan's list of actions: one shell command.
std::string shell(const std::string &command);

/// A text of one character, many times.
std::string many(char character, int count);

/// Which of the words the text lacks, with the text; empty when it has them all.
QByteArray missingIn(const QByteArray &text, std::initializer_list<const char *> words);
