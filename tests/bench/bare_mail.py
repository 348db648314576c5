"""The baseline of a delivery: the same number of messages over smtplib, on one connection."""

import os
import smtplib
from email.message import EmailMessage

TEXT = "There is an answer for you.\n\nOpen it with your reference:\nhttps://example.org/track/KH-7F3K-92Q8/\n" * 5

if __name__ == "__main__":
    with smtplib.SMTP("127.0.0.1", int(os.environ["BENCH_MAIL_PORT"])) as connection:
        for number in range(int(os.environ["BENCH_MESSAGES"])):
            message = EmailMessage()
            message["From"], message["To"] = "no-reply@example.org", f"r{number}@example.org"
            message["Subject"] = "KH-7F3K-92Q8: there is an answer for you"
            message["Message-ID"] = f"<{number}@example.org>"
            message.set_content(TEXT)
            connection.send_message(message)
